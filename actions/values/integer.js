/**
 * Take a whole number that may be missing. Numbers of a server are floating point and may be
 * written "8080.0", which Docker refuses: only what this action returns goes into a request.
 *
 * @param {Any} value - a number, or its text
 * @param {string} what - what it is, for the message
 * @param {number} least - the smallest number allowed; left out, any
 * @param {number} most - the largest number allowed; left out, any
 * @returns {number} the number, or null
 * @throws COOPTO-400 when it is no whole number, or out of range
 */
(function (value, what, least, most) {
    var plain = System.getModule("de.fum.coopto.values").plain(value, what), text = plain === null ? "" : String(plain).trim();
    var name = what || "the number";
    var has = function (bound) {
        return bound !== null && bound !== undefined;
    };
    if (text === "") {
        return null;
    }
    var number = Number(text);
    if (typeof plain === "object" || !/^[0-9.eE+\-]+$/.test(text) || !isFinite(number) || Math.floor(number) !== number) {
        throw "COOPTO-400: " + name + " must be a whole number, not \"" + text + "\"";
    }
    if ((has(least) && number < least) || (has(most) && number > most)) {
        throw "COOPTO-400: " + name + " must be " + (!has(most) ? "at least " + least : !has(least) ? "at most " + most :
            "between " + least + " and " + most) + ", not " + number;
    }
    return number;
});
