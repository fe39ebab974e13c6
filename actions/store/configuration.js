/**
 * A configuration element of Library/Coopto that scripts write to.
 *
 * @param {string} name - its name, such as "Nodes"
 * @param {boolean} create - whether to make it when it is missing
 * @returns {ConfigurationElement} the element, or null
 * @throws COOPTO-501 when it is missing and cannot be made
 */
(function (name, create) {
    var values = System.getModule("de.fum.coopto.values");
    var category = Server.getConfigurationElementCategoryWithPath("Library/Coopto");
    var elements = category ? values.list(category.configurationElements) : [], i;
    for (i = 0; i < elements.length; i++) {
        if (String(elements[i].name) === name) {
            return elements[i];
        }
    }
    if (!create) {
        return null;
    }
    try {
        return Server.createConfigurationElement("Library/Coopto", name);
    } catch (e) {
        // Servers before 7.0 have no such call; the package brings the element.
        throw "COOPTO-501: the configuration element Library/Coopto/" + name + " is missing, make it by hand, empty: " +
            values.message(e);
    }
});
