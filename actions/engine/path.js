/**
 * Encode a text for the path of a request. Slashes stay, image names have them.
 *
 * @param {string} text - such as "library/postgres:latest"
 * @returns {string} such as "library/postgres%3Alatest"
 */
(function (text) {
    return encodeURIComponent(String(text)).replace(/%2F/g, "/");
});
