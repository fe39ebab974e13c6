/**
 * Unpack the text files of an archive (tar) that came as text. Folders and links are left out.
 *
 * @param {string} text - the archive as a server decoded it
 * @returns {Any[]} objects with name and text
 * @throws COOPTO-501 when there is something in it that is not text in UTF-8, which does not survive
 */
(function (text) {
    // A letter for each byte again.
    var bytes = unescape(System.getModule("de.fum.coopto.engine").encode(text)), files = [], at = 0, name = null, long = null;
    var head, size, kind, body, sum, i;
    var word = function (from, length) {
        return head.substring(from, from + length).replace(/\u0000[\s\S]*$/, "");
    };
    var refuse = function () {
        throw "COOPTO-501: the archive holds something that is not text in UTF-8, which a script cannot read";
    };
    var decode = function (octets) {
        try {
            return decodeURIComponent(escape(octets));
        } catch (e) {
            return refuse();
        }
    };
    // The path in a head of newer kind: lines of "length path=…".
    var path = function (records) {
        var found = null, end;
        while (/^\d+ /.test(records)) {
            end = parseInt(records, 10);
            if (/^\d+ path=/.test(records)) {
                found = records.substring(records.indexOf("=") + 1, end - 1);
            }
            records = end > 0 ? records.substring(end) : "";
        }
        return found;
    };
    // Whole blocks; a byte that was no text became three.
    if (bytes.length % 512 !== 0) {
        refuse();
    }
    while (at + 512 <= bytes.length && !/^\u0000*$/.test(bytes.substring(at, at + 512))) {
        head = bytes.substring(at, at + 512);
        size = parseInt(word(124, 12).trim() || "0", 8);
        sum = 256;
        for (i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? 0 : head.charCodeAt(i);
        }
        // The sum tells that a byte was lost before: everything behind it has moved.
        if (isNaN(size) || parseInt(word(148, 8).trim(), 8) !== sum || at + 512 + size > bytes.length) {
            refuse();
        }
        kind = head.charAt(156);
        body = bytes.substring(at + 512, at + 512 + size);
        if (kind === "L" || kind === "x") {
            long = kind === "x" ? path(body) || long : body.replace(/\u0000[\s\S]*$/, "");
        } else {
            name = long || (word(257, 5) === "ustar" && word(345, 155) !== "" ? word(345, 155) + "/" : "") + word(0, 100);
            if (kind === "0" || kind === "\u0000") {
                files.push({ name: decode(name), text: decode(body) });
            }
            long = kind === "g" ? long : null;
        }
        at += 512 + Math.ceil(size / 512) * 512;
    }
    return files;
});
