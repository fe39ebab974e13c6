/**
 * Whether it is.
 *
 * @param {string} text - a text
 * @returns {boolean} so
 * @deprecated
 */
(function (text) {
    return text.length < 3;
});
