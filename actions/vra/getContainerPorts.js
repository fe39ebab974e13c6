/**
 * The ports of a container, for a form to choose from: tolerates whatever is not filled in yet.
 *
 * @param {DockerContainer} container - the container, or nothing
 * @returns {string[]} such as "80/tcp"; empty when the container is missing or does not run
 */
(function (container) {
    try {
        return System.getModule("de.fum.coopto.containers").getAddresses(container).map(function (address) {
            return address.port;
        });
    } catch (e) {
        System.debug(System.getModule("de.fum.coopto.values").message(e));
        return [];
    }
});
