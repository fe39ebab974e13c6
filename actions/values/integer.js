/**
 * Take a whole number that may be missing. Numbers of a server are floating point and may be
 * written "8080.0", which Docker refuses: only what this action returns goes into a request.
 *
 * @param {Any} value - a number, or its text
 * @param {string} what - what it is, for the message
 * @param {number} least - the smallest number allowed
 * @param {number} most - the largest number allowed
 * @returns {number} the number, or null
 * @throws COOPTO-400 when it is no whole number, or out of range
 */
(function (value, what, least, most) {
    var plain = System.getModule("de.fum.coopto.values").plain(value, what), text = plain === null ? "" : String(plain).trim();
    if (text === "") {
        return null;
    }
    var number = Number(text);
    if (typeof plain === "object" || !/^[0-9.eE+\-]+$/.test(text) || !isFinite(number) || Math.floor(number) !== number) {
        throw "COOPTO-400: " + what + " must be a whole number, not \"" + text + "\"";
    }
    if (number < least || number > most) {
        throw "COOPTO-400: " + what + " must be between " + least + " and " + most + ", not " + number;
    }
    return number;
});
