/**
 * Encode a text for the path of a request, where it must be one part and have no slashes.
 *
 * @param {string} text - such as "my volume"
 * @returns {string} such as "my%20volume"
 * @throws COOPTO-400 when it is missing, has a slash, or is "." or ".."
 */
(function (text) {
    var path = System.getModule("de.fum.coopto.engine").path(text);
    if (path.indexOf("/") >= 0) {
        throw "COOPTO-400: \"" + text + "\" is no name and no id: it has a slash";
    }
    return path;
});
