/**
 * Take one of some texts, which may be missing.
 *
 * @param {Any} value - from a form, an attribute or another script
 * @param {string} what - what it is, for the message
 * @param {string[]} choices - the texts there are
 * @returns {string} the text, or null
 * @throws COOPTO-400 when it is none of them
 */
(function (value, what, choices) {
    var text = System.getModule("de.fum.coopto.values").text(value, what);
    if (text !== null && choices.indexOf(text) < 0) {
        throw "COOPTO-400: " + what + " must be one of " + choices.join(", ") + ", not \"" + text + "\"";
    }
    return text;
});
