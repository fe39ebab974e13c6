/**
 * Encode a text for the path of a request. Slashes stay, image names have them; what would lead to
 * another place of the API is refused.
 *
 * @param {string} text - such as "library/postgres:latest"
 * @returns {string} such as "library/postgres%3Alatest"
 * @throws COOPTO-400 when it is missing, or one of its parts is empty, "." or ".."
 */
(function (text) {
    var written = System.getModule("de.fum.coopto.values").required(text, "a name or an id");
    if (/(^|\/)\.{0,2}(\/|$)/.test(written)) {
        throw "COOPTO-400: \"" + written + "\" is no name and no id: between slashes it has nothing, \".\" or \"..\"";
    }
    return System.getModule("de.fum.coopto.engine").encode(written).replace(/%2F/g, "/");
});
