/**
 * The body of a request as the text that is sent. It is ASCII alone, as the character set that a
 * server sends in is not documented.
 *
 * @param {Any} request - an object with body (a plain JSON value), or text and contentType; or none of them
 * @returns {Any} an object with text and type; null when there is no body
 * @throws COOPTO-400 when the text is not ASCII, or is to be an archive and is none
 */
(function (request) {
    var text = request.text, strange;
    if (text !== null && text !== undefined) {
        strange = /[^\u0000-\u007f]/.exec(String(text));
        if (strange !== null) {
            throw "COOPTO-400: only ASCII can be sent as it is, and the text has \"" + strange[0] + "\"";
        }
        if (request.contentType === "application/x-tar" && (String(text) === "" || String(text).length % 512 !== 0)) {
            throw "COOPTO-400: the body is no archive; the action tar of this module makes one";
        }
        return { text: String(text), type: request.contentType || "text/plain" };
    }
    if (request.body === null || request.body === undefined) {
        return null;
    }
    return {
        text: JSON.stringify(request.body).replace(/[\u007f-\uffff]/g, function (c) {
            return "\\u" + ("000" + c.charCodeAt(0).toString(16)).slice(-4);
        }),
        type: "application/json"
    };
});
