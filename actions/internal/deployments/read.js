/**
 * Read a description of a deployment: JSON.
 *
 * @param {Any} description - the text, or an object already
 * @param {string} what - what it is, for messages
 * @returns {Any} the object
 * @throws COOPTO-400 when it is no JSON, or no object; what is in it stays out of the message
 */
(function (description, what) {
    var values = System.getModule("de.fum.coopto.values"), found = null;
    if (description === null || description === undefined || String(description).trim() === "") {
        throw "COOPTO-400: " + what + " is missing";
    }
    try {
        found = typeof description === "object" && typeof description.charAt !== "function" ?
            values.plain(description, what) : JSON.parse(String(description));
    } catch (e) {
        throw "COOPTO-400: " + what + " is no JSON";
    }
    if (found === null || typeof found !== "object" || Array.isArray(found)) {
        throw "COOPTO-400: " + what + " must be a JSON object: { … }";
    }
    return found;
});
