/**
 * Write how to connect to a container, for a form: tolerates whatever is not filled in yet.
 *
 * @param {DockerContainer} container - the container, or nothing
 * @param {string} prefix - such as "http://"
 * @param {string} postfix - such as "/index.html"
 * @returns {string} as getContainerConnectionInfo; empty when it cannot be told
 */
(function (container, prefix, postfix) {
    try {
        return System.getModule("de.fum.coopto.vra").getContainerConnectionInfo(container, prefix, postfix, null);
    } catch (e) {
        System.debug(System.getModule("de.fum.coopto.values").message(e));
        return "";
    }
});
