/**
 * Read an answer that has one JSON document a line.
 *
 * @param {string} text - the whole answer
 * @param {string} what - what was done and where, for the message
 * @returns {Any[]} the documents as values, in order
 * @throws COOPTO-502 when one of them is broken off
 */
(function (text, what) {
    return String(text).split(/\r?\n/).filter(function (line) {
        return line.trim() !== "";
    }).map(function (line) {
        try {
            return JSON.parse(line);
        } catch (e) {
            throw "COOPTO-502: " + what + ": the report broke off at \"" + line.substring(0, 200) + "\"";
        }
    });
});
