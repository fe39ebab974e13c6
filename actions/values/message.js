/**
 * The text of anything that was thrown: a text, an Error, a Java exception.
 *
 * @param {Any} error - what was caught
 * @returns {string} its text
 */
(function (error) {
    return (error && error.message) ? String(error.message) : String(error);
});
