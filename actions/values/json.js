/**
 * Write a value as JSON, which Docker wants in some queries. A text is JSON already.
 *
 * @param {Any} value - an object, a list, Properties, or JSON text; it may be missing
 * @param {string} what - what it is, for the message
 * @returns {string} JSON, or null
 * @throws COOPTO-400 when it is no JSON
 */
(function (value, what) {
    var values = System.getModule("de.fum.coopto.values"), plain = values.plain(value, what);
    if (typeof plain !== "string") {
        return plain === null ? null : JSON.stringify(plain);
    }
    if (plain.trim() === "") {
        return null;
    }
    try {
        return JSON.stringify(JSON.parse(plain));
    } catch (e) {
        throw "COOPTO-400: " + what + " is no JSON: " + values.message(e);
    }
});
