/**
 * Take a text that must be there.
 *
 * @param {Any} value - from a form, an attribute or another script
 * @param {string} what - what it is, for the message
 * @returns {string} the trimmed text
 * @throws COOPTO-400 when there is none
 */
(function (value, what) {
    var text = System.getModule("de.fum.coopto.values").text(value, what);
    if (text === null) {
        throw "COOPTO-400: " + what + " is missing";
    }
    return text;
});
