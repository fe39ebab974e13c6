/**
 * The lower of two versions of the Engine API. They are pairs of whole numbers: 1.9 is below 1.10.
 *
 * @param {string} a - such as "1.55"
 * @param {string} b - such as "1.41"
 * @returns {string} one of them
 * @throws COOPTO-502 when one of them is no version
 */
(function (a, b) {
    var read = function (text) {
        var parts = /^(\d+)\.(\d+)$/.exec(String(text).trim());
        if (parts === null) {
            throw "COOPTO-502: \"" + text + "\" is no version of the Docker Engine API";
        }
        return [parseInt(parts[1], 10), parseInt(parts[2], 10)];
    };
    var left = read(a), right = read(b);
    var below = left[0] < right[0] || (left[0] === right[0] && left[1] < right[1]);
    return (below ? left : right).join(".");
});
