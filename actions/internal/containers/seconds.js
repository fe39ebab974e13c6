/**
 * A moment in seconds since 1970, as Docker takes it.
 *
 * @param {Any} moment - a date, or such a number
 * @param {string} what - what it is, for the message
 * @returns {number} the seconds, or null
 * @throws COOPTO-400 when it is neither
 */
(function (moment, what) {
    var values = System.getModule("de.fum.coopto.values");
    if (moment !== null && moment !== undefined && typeof moment.getTime === "function") {
        return values.integer(Math.floor(Number(moment.getTime()) / 1000), what, 0, 253402300799);
    }
    return values.integer(moment, what, 0, 253402300799);
});
