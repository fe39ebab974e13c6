/**
 * A setting of a node, for forms.
 *
 * @param {DockerNode} node - the node; it may be missing
 * @param {string} name - displayName, url, clientKey, registry or registryUser
 * @returns {string} the setting, or nothing
 */
(function (node, name) {
    var values = System.getModule("de.fum.coopto.values");
    try {
        return System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node)[String(name)] || "";
    } catch (e) {
        // Forms ask while they are half empty.
        System.debug(values.message(e));
        return "";
    }
});
