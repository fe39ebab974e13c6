/**
 * What to do about a failure, from the words of Java or of Docker for it.
 *
 * @param {string} said - the words
 * @returns {string} the advice after "; ", or an empty text when there is none to give
 */
(function (said) {
    // The first that fits.
    var known = [
        [/PKIX path building failed/i, "this server does not trust the node's certificate: import that of its authority " +
            "(workflow Add Client Key, or those of Library/Configuration/SSL Trust Manager)"],
        [/PKIX path validation failed/i, "the node's certificate has expired, or is not valid yet"],
        [/subject alternative|hostname verification|match the certificate subject/i,
            "the node's certificate is for another host name: use that one, or do not check the host name"],
        [/unrecognized SSL message|plaintext connection/i, "Docker does not talk TLS there: add the node without TLS"],
        [/HTTP request to an HTTPS server/i, "Docker talks TLS there: add the node with TLS"],
        [/alert: certificate_expired/i, "the certificate of the client key has expired, says the node"],
        [/certificate_required|bad_certificate|handshake_failure|certificate_unknown|unknown_ca|alert: (unsupported|access)/i,
            "the node asks for a certificate: give the id of the client key that it knows, from the workflow Add Client Key"],
        [/client key|key with the id/i, "look at the key and its certificate in the key stores of this server, and at its id"],
        [/UnknownHost/i, "no such name is known here: check the address"],
        [/Read timed out/i, "Docker may still be at it, or hang: look at the node, and restart Docker there if it does not answer"],
        [/client version \S+ is too old/i, "this Engine is newer than this version of Coopto: a newer one is needed, or the setting " +
            "min-api-version in the node's daemon.json"],
        [/proxy authentication required/i, "a proxy on the way wants to know who asks: let this server reach the node without it"],
        [/401 (authorization required|unauthorized)/i, "something before Docker wants a login, and Coopto can show a client " +
            "certificate alone"],
        [/no basic auth credentials|authentication required/i,
            "the registry wants an account that it knows: see the workflow Add Registry Account"]
    ], i;
    for (i = 0; i < known.length; i++) {
        if (known[i][0].test(String(said))) {
            return "; " + known[i][1];
        }
    }
    return "";
});
