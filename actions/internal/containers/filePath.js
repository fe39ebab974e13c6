/**
 * Take the path of a file in a container.
 *
 * @param {string} path - an absolute path
 * @returns {Any} an object with folder and name, and path, which is both
 * @throws COOPTO-400 when it is not absolute, or a folder
 */
(function (path) {
    var text = System.getModule("de.fum.coopto.values").required(path, "the path of the file");
    var parts = /^(\/(?:.*\/)?)([^\/]+)$/.exec(text);
    if (parts === null || parts[2] === "." || parts[2] === "..") {
        throw "COOPTO-400: \"" + text + "\" is no path of a file; write it from the root on, like /etc/hosts";
    }
    return { folder: parts[1], name: parts[2], path: text };
});
