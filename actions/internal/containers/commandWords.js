/**
 * The words of a command, for a form that takes it as a line of a shell or word by word.
 *
 * @param {boolean} shell - whether it is a line of a shell
 * @param {string} line - the line
 * @param {string[]} cmd - the command and its arguments, one each
 * @returns {string[]} the words
 * @throws COOPTO-400 when there are none
 */
(function (shell, line, cmd) {
    var values = System.getModule("de.fum.coopto.values");
    // Not by values.text: a line may hold line breaks.
    var text = line === null || line === undefined ? "" : String(line).trim();
    if (values.flag(shell) && text !== "") {
        return ["sh", "-c", text];
    }
    var words = values.flag(shell) ? [] : System.getModule("de.fum.coopto.internal.containers").words(cmd);
    if (words.length === 0) {
        throw "COOPTO-400: the command is missing";
    }
    return words;
});
