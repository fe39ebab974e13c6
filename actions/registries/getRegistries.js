/**
 * The registries that accounts are kept for: for a form to choose from.
 *
 * @returns {string[]} such as "docker.io"; empty when there are none
 */
(function () {
    try {
        return System.getModule("de.fum.coopto.internal.registries").accounts().map(function (account) {
            return account.registry;
        });
    } catch (e) {
        System.debug(System.getModule("de.fum.coopto.values").message(e));
        return [];
    }
});
