/**
 * What the server said about a change of its key stores. Its errors are texts that it gives; it throws none.
 *
 * @param {Any} answer - what it gave
 * @returns {string} the error on one line, or null when there is none
 */
(function (answer) {
    var text = answer === null || answer === undefined ? "" : String(answer).replace(/\s+/g, " ").trim();
    return text === "" ? null : text;
});
