/**
 * Whether one version of the Engine API is older than another. They are pairs of whole numbers: 1.9
 * is older than 1.10.
 *
 * @param {string} a - such as "1.41"
 * @param {string} b - such as "1.55"
 * @returns {boolean} whether a is older than b
 * @throws COOPTO-502 when one of them is no version
 */
(function (a, b) {
    var read = function (text) {
        var parts = /^(\d{1,6})\.(\d{1,6})$/.exec(String(text).trim());
        if (parts === null) {
            throw "COOPTO-502: \"" + text + "\" is no version of the Docker Engine API";
        }
        return [parseInt(parts[1], 10), parseInt(parts[2], 10)];
    };
    var left = read(a), right = read(b);
    return left[0] < right[0] || (left[0] === right[0] && left[1] < right[1]);
});
