/**
 * What can be chosen.
 *
 * @param {string} term - a term
 * @returns {string[]} them
 */
(function (term) {
    return [term];
});
