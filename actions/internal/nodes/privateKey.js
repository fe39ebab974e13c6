/**
 * Take a private key out of what people gave. Certificates beside it are passed over.
 *
 * @param {SecureString} key - the key as PEM, with or without line ends
 * @returns {Any} an object with text, the key as PEM, and encrypted, whether it takes a passphrase
 * @throws COOPTO-400 when there is not exactly one, or one of a kind that no server reads
 */
(function (key) {
    var values = System.getModule("de.fum.coopto.values");
    var blocks = System.getModule("de.fum.coopto.internal.nodes").pem(values.given(key, "the key"), "the key");
    var keys = blocks.filter(function (block) {
        return / ?PRIVATE KEY$/.test(block.label);
    });
    var labels = blocks.map(function (block) {
        return block.label;
    }).join(", ");
    if (keys.length === 0) {
        throw "COOPTO-400: the key is missing: what was given for it is public (" + labels + ")";
    }
    if (keys.length > 1) {
        throw "COOPTO-400: the key is not one but " + keys.length + " private keys (" + labels + "); give the one of the certificate";
    }
    if (!/^((ENCRYPTED|RSA|EC) )?PRIVATE KEY$/.test(keys[0].label)) {
        throw "COOPTO-400: the key is an " + keys[0].label + ", which is none for TLS; an RSA or EC key as PEM is wanted" +
            (keys[0].label === "OPENSSH PRIVATE KEY" ? ", which ssh-keygen -p -m PEM -f FILE makes of it" : "");
    }
    return { text: keys[0].text, encrypted: keys[0].encrypted || keys[0].label === "ENCRYPTED PRIVATE KEY" };
});
