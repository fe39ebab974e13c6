/**
 * All keys in the key stores of the server.
 *
 * @returns {Any[]} objects with id and name; the name may be null
 */
(function () {
    var values = System.getModule("de.fum.coopto.values");
    return values.list(Server.findAllForType("Configurator:Key")).map(function (key) {
        var name = values.field(key, "alias") || values.field(key, "name");
        return { id: String(values.field(key, "id")), name: name === null ? null : String(name) };
    });
});
