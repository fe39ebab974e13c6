/**
 * Take a text that may be missing: trimmed, and null when there is nothing in it.
 *
 * @param {Any} value - from a form, an attribute or another script
 * @param {string} what - what it is, for the message
 * @returns {string} the text, or null
 * @throws COOPTO-400 when it is no text, or holds control characters
 */
(function (value, what) {
    if (value === null || value === undefined || value !== value) {
        return null;
    }
    // Java's texts and numbers become JavaScript's, which are equal to others, and print no ".0".
    var plain = System.getModule("de.fum.coopto.values").plain(value, what), text = String(plain).trim();
    if (typeof plain === "object") {
        throw "COOPTO-400: " + what + " must be a text, and not a list or an object";
    }
    if (/[\u0000-\u001f\u007f]/.test(text)) {
        throw "COOPTO-400: " + what + " must not hold line breaks or other control characters";
    }
    return text === "" ? null : text;
});
