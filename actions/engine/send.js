/**
 * Send one request to a node and read the whole answer, whatever its status.
 *
 * @param {Any} node - the node's entry in the store
 * @param {string} what - what is being done, for the message
 * @param {Any} request - an object with method, path, body (an object, or null), headers (or null) and seconds
 * @returns {Any} an object with status, text, and version (what the header Api-Version says, or null)
 * @throws COOPTO-503 when there is no answer
 */
(function (node, what, request) {
    var values = System.getModule("de.fum.coopto.values");
    var names = Object.keys(request.headers || {}), content = null, host, call, answer, versions, i;
    if (request.body) {
        // Nothing but ASCII, as the character set that the server sends in is not documented.
        content = JSON.stringify(request.body).replace(/[\u007f-\uffff]/g, function (c) {
            return "\\u" + ("000" + c.charCodeAt(0).toString(16)).slice(-4);
        });
    }
    try {
        host = RESTHostManager.createHost("Coopto " + node.displayName);
        try {
            host = RESTHostManager.createTransientHostFrom(host);
        } catch (older) {
            // Servers before 7.0 have no transient hosts; there the host that was never saved serves.
            System.debug("no transient hosts: " + values.message(older));
        }
        host.url = node.url;
        host.connectionTimeout = request.seconds > 10 ? 15 : 3;
        host.operationTimeout = request.seconds;
        if (node.url.indexOf("https:") === 0) {
            host.hostVerification = node.verifyHost;
            if (node.clientKey) {
                host.privateKeyId = node.clientKey;
            }
        }
        call = host.createRequest(request.method, request.path, content);
        if (content !== null) {
            call.contentType = "application/json";
        }
        for (i = 0; i < names.length; i++) {
            call.setHeader(names[i], request.headers[names[i]]);
        }
        answer = call.execute();
    } catch (e) {
        throw "COOPTO-503: " + what + " on \"" + node.displayName + "\": no answer from " + node.url +
            (node.url.indexOf("unix:") === 0 ? " (a server reaches Docker over TCP only)" : "") +
            ": " + values.message(e);
    }
    versions = values.texts(answer.getHeaderValues("Api-Version"));
    return {
        status: Number(answer.statusCode),
        text: answer.contentAsString === null ? "" : String(answer.contentAsString),
        version: versions.length > 0 ? versions[0] : null
    };
});
