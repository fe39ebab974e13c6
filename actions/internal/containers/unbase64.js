/**
 * Undo base64, with either alphabet, of a text in UTF-8.
 *
 * @param {string} encoded - the encoding
 * @returns {string} the text
 */
(function (encoded) {
    var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", bits = 0, held = 0, octets = "";
    String(encoded).replace(/-/g, "+").replace(/_/g, "/").split("").forEach(function (letter) {
        var value = alphabet.indexOf(letter);
        if (value >= 0) {
            bits = ((bits << 6) | value) & 0xffffff;
            held += 6;
            if (held >= 8) {
                held -= 8;
                octets += String.fromCharCode((bits >> held) & 255);
            }
        }
    });
    return decodeURIComponent(escape(octets));
});
