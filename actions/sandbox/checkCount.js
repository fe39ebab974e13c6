/**
 * Check how many containers are wanted.
 *
 * @param {number} count - the number
 * @returns {number} 0, to count from
 * @throws COOPTO-400 when it is missing, or not between 1 and 200
 */
(function (count) {
    if (System.getModule("de.fum.coopto.values").integer(count, "the number of containers", 1, 200) === null) {
        throw "COOPTO-400: the number of containers is missing";
    }
    return 0;
});
