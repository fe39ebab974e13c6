/**
 * Take a value, and another one where it is missing.
 *
 * @param {Any} value - what was given, or null
 * @param {Any} other - what counts then
 * @returns {Any} one of them
 */
(function (value, other) {
    return value === null || value === undefined ? other : value;
});
