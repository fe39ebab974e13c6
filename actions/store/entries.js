/**
 * All nodes, by name. An entry has id, displayName, url, host, verifyHost, clientKey, registry and
 * registryUser.
 *
 * @returns {Any[]} the entries, as JavaScript objects
 */
(function () {
    var values = System.getModule("de.fum.coopto.values");
    var element = System.getModule("de.fum.coopto.store").element(false);
    var attributes = element ? values.list(element.attributes) : [], found = [], i;
    for (i = 0; i < attributes.length; i++) {
        if (String(attributes[i].name).indexOf("node_") === 0) {
            try {
                found.push(JSON.parse(String(attributes[i].value)));
            } catch (e) {
                // One entry that somebody broke by hand must not hide the others.
                System.warn("Library/Coopto/Nodes: " + attributes[i].name + " is no JSON: " + values.message(e));
            }
        }
    }
    return found.sort(function (a, b) {
        return a.displayName.toLowerCase() < b.displayName.toLowerCase() ? -1 : 1;
    });
});
