/**
 * Read a field of a composite value, which is a JavaScript object, a Java map or Properties,
 * depending on the server and on who called.
 *
 * @param {Any} record - the composite value
 * @param {string} name - the field
 * @returns {Any} its value, or null
 */
(function (record, name) {
    var value;
    try {
        value = record[name];
        if (value === undefined && typeof record.get === "function") {
            value = record.get(name);
        }
    } catch (e) {
        // To ask some of the server's objects for what they do not have is an error.
        return null;
    }
    return value === undefined ? null : value;
});
