/**
 * Read an answer: what Docker said as a value, or the failure it stands for.
 *
 * @param {Any} node - the node's entry in the store
 * @param {string} what - what was done, for the message
 * @param {Any} answer - what send returned
 * @param {boolean} plain - whether the answer is plain text or a stream, and not a JSON document
 * @returns {Any} the JSON document as a value, null when there is none; the text when plain
 * @throws COOPTO-<status> with Docker's message; COOPTO-501 when the Engine does not know the request, COOPTO-502 when
 *     this was no Docker Engine
 */
(function (node, what, answer, plain) {
    var value = null, said = answer.text.trim(), place = what + " on \"" + node.displayName + "\": ";
    try {
        value = said === "" || (plain && answer.status < 300) ? null : JSON.parse(said);
    } catch (e) {
        // Errors may be bare text; a good answer must not.
        if (answer.status < 300) {
            throw "COOPTO-502: " + place + "the answer is not from a Docker Engine: " + said.substring(0, 200);
        }
    }
    // 304 says that it is so already.
    if ((answer.status >= 200 && answer.status < 300) || answer.status === 304) {
        return plain ? answer.text : value;
    }
    if (answer.status < 400) {
        throw "COOPTO-502: " + place + "what answers at " + node.url + " is no Docker Engine, it sends to " +
            (answer.header("Location") || "another address") + "; give the node the address of the Engine itself";
    }
    // A page is not Docker's, but that of a web server or a proxy before it; its title says enough.
    var title = /^<[\s\S]*<title>([\s\S]*?)<\/title>/i.exec(said);
    said = title !== null ? title[1] : value !== null && value.message ? String(value.message) : said;
    if (answer.status === 404 && /^(404 )?(page )?not found$/i.test(said.trim())) {
        // Not a thing that is missing, but the path to it.
        throw "COOPTO-501: " + place + "this Docker Engine cannot do that";
    }
    throw "COOPTO-" + answer.status + ": " + place + (said.replace(/\s+/g, " ").substring(0, 1000) || "Docker gave no reason") +
        System.getModule("de.fum.coopto.engine").advice(said);
});
