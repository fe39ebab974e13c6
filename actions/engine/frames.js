/**
 * Take the output of a container apart. Without a terminal it comes in frames: the number of the
 * stream, three NULs, four bytes with the length, and so many bytes. What a server hands over is
 * text, in which lengths from 128 on are damaged or melted into one character: a frame therefore
 * ends where the next one begins, or the text, and its length can have been right.
 *
 * Lines of more than 16384 bytes come in several frames. A character of which each has a part is
 * lost: both parts are U+FFFD.
 *
 * @param {string} text - what Docker sent, as a server decoded it
 * @returns {Any} an object with stdout, stderr, and text, which is both in order; what has no frames is stdout
 */
(function (text) {
    var whole = String(text), out = { stdout: "", stderr: "", text: "" }, at = 0, begin, end, taken, body;
    var isHead = function (i) {
        return whole.charCodeAt(i) < 3 && whole.substring(i + 1, i + 4) === "\u0000\u0000\u0000";
    };
    // What the four bytes may have said that these characters were; null when they were not four.
    var length = function (piece) {
        var octets = unescape(encodeURIComponent(piece.replace(/[\ud800-\udfff]/g, "\ufffd"))).replace(/\u00ef\u00bf\u00bd/g, "\ufffd");
        var least = 0, most = 0, i, code;
        for (i = 0; i < 4; i++) {
            code = octets.charCodeAt(i);
            least = least * 256 + (code === 0xfffd ? 0x80 : code);
            most = most * 256 + (code === 0xfffd ? 0xff : code);
        }
        return octets.length === 4 ? [least, most] : null;
    };
    // Where a frame with such a length ends; -1 when it does not.
    var ending = function (from, wanted) {
        var least = 0, most = 0, i = from, code, size;
        while (least <= wanted[1]) {
            if (most >= wanted[0] && (i === whole.length || isHead(i))) {
                return i;
            }
            if (i === whole.length) {
                return -1;
            }
            // U+FFFD stands for one to three bytes; half of a character outside the plane for two.
            code = whole.charCodeAt(i++);
            size = code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
            least += code === 0xfffd ? 1 : size;
            most += size;
        }
        return -1;
    };
    if (!isHead(0)) {
        return { stdout: whole, stderr: "", text: whole };
    }
    while (at < whole.length) {
        end = -1;
        for (taken = 4; taken > 0 && end < 0; taken--) {
            begin = at + 4 + taken;
            end = begin <= whole.length && length(whole.substring(at + 4, begin)) !== null ?
                ending(begin, length(whole.substring(at + 4, begin))) : -1;
        }
        if (end < 0) {
            // Damaged beyond that: up to the next thing that looks like a head.
            begin = Math.min(at + 8, whole.length);
            end = begin;
            while (end < whole.length && !isHead(end)) {
                end++;
            }
        }
        body = whole.substring(begin, end);
        out[whole.charCodeAt(at) === 2 ? "stderr" : "stdout"] += body;
        out.text += body;
        at = end;
    }
    return out;
});
