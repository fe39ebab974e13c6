/**
 * Read an answer: what Docker said as a value, or the failure it stands for.
 *
 * @param {Any} node - the node's entry in the store
 * @param {string} what - what was done, for the message
 * @param {Any} answer - what send returned
 * @param {boolean} plain - whether the answer is plain text or a stream, and not a JSON document
 * @returns {Any} the JSON document as a value, null when there is none; the text when plain
 * @throws COOPTO-<status> with Docker's message; COOPTO-502 when this was no Docker Engine
 */
(function (node, what, answer, plain) {
    var value = null, said = answer.text.trim();
    try {
        value = said === "" || (plain && answer.status < 300) ? null : JSON.parse(said);
    } catch (e) {
        // Errors may be bare text; a good answer must not.
        if (answer.status < 300) {
            throw "COOPTO-502: " + what + " on \"" + node.displayName + "\": the answer is not from a Docker Engine: " +
                said.substring(0, 200);
        }
    }
    // 304 says that it is so already.
    if ((answer.status >= 200 && answer.status < 300) || answer.status === 304) {
        return plain ? answer.text : value;
    }
    if (value !== null && value.message) {
        said = String(value.message);
    }
    throw "COOPTO-" + answer.status + ": " + what + " on \"" + node.displayName + "\": " +
        (said.replace(/\s+/g, " ").substring(0, 1000) || "Docker gave no reason") +
        System.getModule("de.fum.coopto.engine").advice(said);
});
