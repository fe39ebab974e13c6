/**
 * Take a list of texts "key=value" as an object. Everything behind the first "=" is the value.
 *
 * @param {Any} value - whatever a form, an attribute or another script holds
 * @param {string} what - what they are, for the message
 * @returns {Any} an object of texts, empty when there are none
 * @throws COOPTO-400 when one has no key or no "=", or a key stands there twice
 */
(function (value, what) {
    var found = {};
    System.getModule("de.fum.coopto.values").texts(value).forEach(function (text) {
        var at = text.indexOf("="), key = text.substring(0, at).trim();
        if (at < 0 || key === "" || /[\u0000-\u001f\u007f]/.test(key)) {
            throw "COOPTO-400: " + what + " must each be written key=value, not \"" + text.substring(0, 100) + "\"";
        }
        if (Object.prototype.hasOwnProperty.call(found, key)) {
            throw "COOPTO-400: " + what + " have \"" + key + "\" twice";
        }
        found[key] = text.substring(at + 1);
    });
    return found;
});
