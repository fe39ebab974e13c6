/**
 * Take the certificates out of a file.
 *
 * @param {MimeAttachment} file - the file, PEM
 * @param {string} what - what it is, for the message
 * @returns {string[]} the certificates as PEM, in the order of the file
 * @throws COOPTO-400 when there are none, or a private key is among them
 */
(function (file, what) {
    var values = System.getModule("de.fum.coopto.values"), content = values.field(values.given(file, what), "content");
    if (content === null) {
        throw "COOPTO-400: " + what + " must be a file";
    }
    var blocks = System.getModule("de.fum.coopto.internal.nodes").pem(values.given(content, "the content of " + what), what);
    var found = blocks.filter(function (block) {
        if (/PRIVATE KEY$/.test(block.label)) {
            throw "COOPTO-400: " + what + " holds a private key, and files are not kept secret; give a file with certificates alone";
        }
        return /^(X509 )?CERTIFICATE$/.test(block.label);
    });
    if (found.length === 0) {
        throw "COOPTO-400: " + what + " holds no certificate, but " + blocks[0].label;
    }
    return found.map(function (block) {
        return block.text.replace(/X509 CERTIFICATE/g, "CERTIFICATE");
    });
});
