/**
 * Take apart what is written in PEM, with its lines as they should be: a form of one line loses line
 * ends, or makes blanks of them, and JSON writes them as backslash and n.
 *
 * @param {string} text - what people gave
 * @param {string} what - what it is, for the message
 * @returns {Any[]} the blocks: objects with label, such as "CERTIFICATE", encrypted (by headers) and text
 * @throws COOPTO-400 when it is no PEM, or not whole
 */
(function (text, what) {
    // The messages say nothing of the content: it may be a key.
    var written = String(text).replace(/\\[rn]/g, "\n"), blocks = [], block = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g, found;
    var refuse = function (why) {
        throw "COOPTO-400: " + what + " " + why;
    };
    // The older way to encrypt a key: which cipher, and where it begins, in hexadecimal digits of a known number.
    var encryption = function (body) {
        var head = /^\s*Proc-Type:\s*4\s*,\s*ENCRYPTED\s*DEK-Info:\s*([A-Z0-9\-]+)\s*,\s*/i.exec(body), cipher, start;
        if (head === null) {
            return null;
        }
        cipher = head[1].toUpperCase();
        start = (/^AES-(128|192|256)-CBC$/.test(cipher) ? /^[0-9A-F]{32}/i : /^DES-(EDE3-)?CBC$/.test(cipher) ? /^[0-9A-F]{16}/i : /$^/)
            .exec(body.substring(head[0].length));
        if (start === null) {
            refuse("is encrypted in a way that is not known here; write it anew with: openssl pkcs8 -topk8 -in FILE");
        }
        return {
            lines: "Proc-Type: 4,ENCRYPTED\nDEK-Info: " + cipher + "," + start[0].toUpperCase() + "\n\n",
            length: head[0].length + start[0].length
        };
    };
    if (!/-----BEGIN /.test(written)) {
        refuse(/^0[^ -~\s]/.test(written) ? "is binary (DER or PKCS #12); write it as PEM with openssl" :
            "is no PEM: that begins with a line -----BEGIN …-----");
    }
    for (found = block.exec(written); found !== null; found = block.exec(written)) {
        var headers = encryption(found[2]), base64 = found[2].substring(headers ? headers.length : 0).replace(/\s+/g, "");
        if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+\/]+={0,2}$/.test(base64)) {
            refuse("is broken between BEGIN " + found[1] + " and its END: copy all of it, and nothing else");
        }
        blocks.push({
            label: found[1],
            encrypted: headers !== null,
            text: "-----BEGIN " + found[1] + "-----\n" + (headers ? headers.lines : "") +
                base64.match(/.{1,64}/g).join("\n") + "\n-----END " + found[1] + "-----\n"
        });
    }
    if (blocks.length !== written.split("-----BEGIN ").length - 1) {
        refuse("is not whole: it has a BEGIN without its END");
    }
    return blocks;
});
