/**
 * Take the words of a command: the program and its arguments. Arguments may be empty; a list of nothing
 * but empty ones comes from an empty form, and is none.
 *
 * @param {string[]} cmd - the words
 * @returns {string[]} the same, empty when there are none
 * @throws COOPTO-400 when something in it is no text
 */
(function (cmd) {
    var values = System.getModule("de.fum.coopto.values");
    if (values.texts(cmd).length === 0) {
        return [];
    }
    return values.list(cmd).map(function (word) {
        // Java's numbers would print ".0".
        return String(values.plain(word, "a word of the command"));
    });
});
