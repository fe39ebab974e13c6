/**
 * The moment in so many seconds, for workflows that wait.
 *
 * @param {number} seconds - how many, 1 to 86400; left out: 300
 * @returns {Date} the moment
 */
(function (seconds) {
    var number = System.getModule("de.fum.coopto.values").integer(seconds, "the time to wait", 1, 86400);
    return new Date(new Date().getTime() + (number === null ? 300 : number) * 1000);
});
