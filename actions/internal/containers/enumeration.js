/**
 * Read one of the lists of values in Library/Coopto/Container/enums: what people choose, and what
 * Docker takes for it. An attribute without a value (packages can be imported so) stands for itself.
 *
 * @param {string} name - AccessModes, NetworkTypes or UnixSignals
 * @returns {Any} an object of texts by name, empty when there is no such list
 */
(function (name) {
    var values = System.getModule("de.fum.coopto.values"), found = {};
    var category = Server.getConfigurationElementCategoryWithPath("Library/Coopto/Container/enums");
    values.list(category ? category.configurationElements : null).forEach(function (element) {
        if (String(element.name) === name) {
            values.list(element.attributes).forEach(function (attribute) {
                var key = String(attribute.name);
                found[key] = values.text(attribute.value, key) || key;
            });
        }
    });
    return found;
});
