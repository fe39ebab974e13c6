/**
 * The configuration element that holds the nodes: Library/Coopto/Nodes. Each node is one attribute
 * with JSON; its password, if any, another one that the server encrypts.
 *
 * @param {boolean} create - whether to make it when it is missing
 * @returns {ConfigurationElement} the element, or null
 * @throws COOPTO-501 when it is missing and cannot be made
 */
(function (create) {
    return System.getModule("de.fum.coopto.store").configuration("Nodes", create);
});
