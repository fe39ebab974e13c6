/**
 * Take an object of texts, as labels are; numbers, yes and no become texts.
 *
 * @param {Any} value - the object, or nothing
 * @param {string} what - what it is, for the message
 * @returns {Any} an object of texts
 * @throws COOPTO-400 when it is none
 */
(function (value, what) {
    var found = {};
    if (value === null || value === undefined) {
        return found;
    }
    if (typeof value !== "object" || Array.isArray(value)) {
        throw "COOPTO-400: " + what + " must be an object of texts: { \"key\": \"value\" }";
    }
    Object.keys(value).forEach(function (key) {
        if (value[key] === null || typeof value[key] === "object") {
            throw "COOPTO-400: " + what + "." + key + " must be a text";
        }
        found[key] = String(value[key]);
    });
    return found;
});
