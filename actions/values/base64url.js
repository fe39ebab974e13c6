/**
 * Base64 of a text in UTF-8, with the alphabet that is safe in headers, padded with "=".
 * Docker takes anything else for "no credentials" without a word.
 *
 * @param {string} text - any text
 * @returns {string} its encoding
 */
(function (text) {
    var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    var octets = unescape(encodeURIComponent(String(text)));
    var encoded = "", i, a, b, c;
    for (i = 0; i < octets.length; i += 3) {
        // Behind the end charCodeAt gives NaN, which counts as 0 between bits.
        a = octets.charCodeAt(i);
        b = octets.charCodeAt(i + 1);
        c = octets.charCodeAt(i + 2);
        encoded += alphabet.charAt(a >> 2);
        encoded += alphabet.charAt(((a & 3) << 4) | (b >> 4));
        encoded += i + 1 < octets.length ? alphabet.charAt(((b & 15) << 2) | (c >> 6)) : "=";
        encoded += i + 2 < octets.length ? alphabet.charAt(c & 63) : "=";
    }
    return encoded;
});
