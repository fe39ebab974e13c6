/**
 * Send one request to a node and read the whole answer, whatever its status.
 *
 * @param {Any} node - the node's entry in the store
 * @param {string} what - what is being done, for the message
 * @param {Any} request - an object with method, path, headers (or null), seconds, and a body as the action content takes it
 * @returns {Any} an object with status, text, header(name), which gives a text or null, and version (of the API, or null)
 * @throws COOPTO-503 when there is no answer
 */
(function (node, what, request) {
    var values = System.getModule("de.fum.coopto.values");
    var content = System.getModule("de.fum.coopto.engine").content(request);
    var names = Object.keys(request.headers || {}), host, call, answer, said, i;
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
        // No content at all, and not an empty one: Docker refuses what comes in chunks where it wants nothing.
        call = host.createRequest(request.method, request.path, content === null ? null : content.text);
        if (content !== null) {
            call.contentType = content.type;
        }
        for (i = 0; i < names.length; i++) {
            call.setHeader(names[i], request.headers[names[i]]);
        }
        answer = call.execute();
    } catch (e) {
        said = values.message(e);
        throw "COOPTO-503: " + what + " on \"" + node.displayName + "\": no answer from " + node.url +
            (node.url.indexOf("unix:") === 0 ? " (a server reaches Docker over TCP only)" : "") +
            ": " + said + (System.getModule("de.fum.coopto.engine").advice(said) ||
                "; check the address, and that Docker runs there and this server reaches it");
    }
    var header = function (name) {
        var found = values.texts(answer.getHeaderValues(name));
        return found.length > 0 ? found[0] : null;
    };
    return {
        status: Number(answer.statusCode),
        text: answer.contentAsString === null ? "" : String(answer.contentAsString),
        header: header,
        version: header("Api-Version")
    };
});
