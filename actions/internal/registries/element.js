/**
 * The configuration element that holds the accounts: Library/Coopto/Registries. Each account is one
 * attribute with JSON, and another one with the password, which the server encrypts.
 *
 * @param {boolean} create - whether to make it when it is missing
 * @returns {ConfigurationElement} the element, or null
 * @throws COOPTO-501 when it is missing and cannot be made
 */
(function (create) {
    var values = System.getModule("de.fum.coopto.values");
    var category = Server.getConfigurationElementCategoryWithPath("Library/Coopto");
    var elements = category ? values.list(category.configurationElements) : [], i;
    for (i = 0; i < elements.length; i++) {
        if (String(elements[i].name) === "Registries") {
            return elements[i];
        }
    }
    if (!create) {
        return null;
    }
    try {
        return Server.createConfigurationElement("Library/Coopto", "Registries");
    } catch (e) {
        // Servers before 7.0 have no such call; the package brings the element.
        throw "COOPTO-501: the configuration element Library/Coopto/Registries is missing, make it by hand, empty: " +
            values.message(e);
    }
});
