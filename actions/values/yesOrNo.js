/**
 * Take a yes or no that may be missing: what is missing is neither.
 *
 * @param {Any} value - a boolean, or its text
 * @param {string} what - what it is, for the message
 * @returns {boolean} true, false, or null when there is none
 * @throws COOPTO-400 when it is something else
 */
(function (value, what) {
    var text = System.getModule("de.fum.coopto.values").text(value, what);
    if (text !== null && text !== "true" && text !== "false") {
        throw "COOPTO-400: " + what + " must be true or false, not \"" + text + "\"";
    }
    return text === null ? null : text === "true";
});
