/**
 * Attributes of the store that belong to no node: passwords of nodes that are gone.
 *
 * @returns {string[]} the names of the attributes
 */
(function () {
    var values = System.getModule("de.fum.coopto.values"), known = {};
    var element = System.getModule("de.fum.coopto.store").element(false);
    var names = values.list(element && element.attributes).map(function (attribute) {
        return String(attribute.name);
    });
    // An entry that somebody broke by hand keeps its password: it can be mended.
    names.forEach(function (name) {
        known[name.replace(/^node_/, "password_")] = name.indexOf("node_") === 0;
    });
    return names.filter(function (name) {
        return name.indexOf("password_") === 0 && known[name] !== true;
    });
});
