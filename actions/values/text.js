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
    // Java's texts, numbers and booleans are objects with these; anything else would become "[object Object]".
    var isText = typeof value === "string" || typeof value === "boolean" || typeof value.charAt === "function" ||
        typeof value.doubleValue === "function" || typeof value.booleanValue === "function" ||
        (Object.prototype.toString.call(value) === "[object Number]" && isFinite(Number(value)));
    if (!isText) {
        throw "COOPTO-400: " + what + " must be a text";
    }
    // String() because servers hand over Java strings, which are not equal to any JavaScript string.
    var text = String(value).trim();
    if (/[\u0000-\u001f\u007f]/.test(text)) {
        throw "COOPTO-400: " + what + " must not hold line breaks or other control characters";
    }
    return text === "" ? null : text;
});
