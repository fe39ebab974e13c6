/**
 * The lower of two versions of the Engine API.
 *
 * @param {string} a - such as "1.55"
 * @param {string} b - such as "1.41"
 * @returns {string} one of them
 * @throws COOPTO-502 when one of them is no version
 */
(function (a, b) {
    return String(System.getModule("de.fum.coopto.engine").older(a, b) ? a : b).trim();
});
