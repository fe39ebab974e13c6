/**
 * Take a yes or no. What is missing is no.
 *
 * @param {Any} value - a boolean, or its text
 * @returns {boolean} true only for true
 */
(function (value) {
    return value === true || String(value) === "true";
});
