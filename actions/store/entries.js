/**
 * All nodes, by name. An entry has id, displayName, url, host, verifyHost, clientKey, registry and
 * registryUser.
 *
 * @returns {Any[]} the entries, as JavaScript objects
 */
(function () {
    var values = System.getModule("de.fum.coopto.values");
    var element = System.getModule("de.fum.coopto.store").element(false);
    var attributes = element ? values.list(element.attributes) : [], found = [], i, entry;
    for (i = 0; i < attributes.length; i++) {
        if (String(attributes[i].name).indexOf("node_") === 0) {
            try {
                entry = JSON.parse(String(attributes[i].value));
                found.push({
                    id: values.required(entry.id, "id"),
                    displayName: values.required(entry.displayName, "displayName"),
                    url: values.required(entry.url, "url"),
                    host: values.required(entry.host, "host"),
                    verifyHost: entry.verifyHost !== false,
                    clientKey: entry.clientKey || null,
                    registry: entry.registry || null,
                    registryUser: entry.registryUser || null
                });
            } catch (e) {
                // One entry that somebody broke by hand must not hide the others.
                System.warn("Library/Coopto/Nodes: " + attributes[i].name + " is passed over: " + values.message(e));
            }
        }
    }
    return found.sort(function (a, b) {
        var one = a.displayName.toLowerCase(), other = b.displayName.toLowerCase();
        return one < other ? -1 : one > other ? 1 : 0;
    });
});
