/**
 * The configuration element that holds the accounts: Library/Coopto/Registries. Each account is one
 * attribute with JSON, and another one with the password, which the server encrypts.
 *
 * @param {boolean} create - whether to make it when it is missing
 * @returns {ConfigurationElement} the element, or null
 * @throws COOPTO-501 when it is missing and cannot be made
 */
(function (create) {
    return System.getModule("de.fum.coopto.store").configuration("Registries", create);
});
