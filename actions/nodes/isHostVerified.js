/**
 * Whether the certificate of a node must be for its host name, for forms.
 *
 * @param {DockerNode} node - the node; it may be missing
 * @returns {boolean} the setting
 */
(function (node) {
    var values = System.getModule("de.fum.coopto.values");
    try {
        return System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node).verifyHost;
    } catch (e) {
        // Forms ask while they are half empty; to verify is the safe answer.
        System.debug(values.message(e));
        return true;
    }
});
