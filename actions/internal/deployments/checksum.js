/**
 * A checksum of a text, to see whether it has changed: FNV-1a with 32 bits, twice from different
 * beginnings. It protects nothing.
 *
 * @param {string} text - any text
 * @returns {string} 16 digits
 */
(function (text) {
    var read = String(text), sum = function (begin) {
        var hash = begin, i;
        for (i = 0; i < read.length; i++) {
            hash ^= read.charCodeAt(i);
            // Times 16777619, without leaving 32 bits.
            hash = (hash + (hash << 1) + (hash << 4) + (hash << 7) + (hash << 8) + (hash << 24)) >>> 0;
        }
        return ("0000000" + hash.toString(16)).slice(-8);
    };
    return sum(2166136261) + sum(84696351);
});
