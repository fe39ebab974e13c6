/**
 * Encode a text for the path or the query of a request, slashes too.
 *
 * @param {string} text - such as "a b/ü"
 * @returns {string} such as "a%20b%2F%C3%BC"
 * @throws COOPTO-400 when the text holds half of a character
 */
(function (text) {
    try {
        return encodeURIComponent(String(text));
    } catch (e) {
        throw "COOPTO-400: \"" + String(text).substring(0, 100) + "\" holds half of a character, which no request can carry";
    }
});
