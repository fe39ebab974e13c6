/**
 * Read what Docker reports while it works: one JSON document a line. The status of such an answer
 * is 200 even when the work failed; the failure is one of the lines.
 *
 * @param {string} text - the whole answer
 * @param {string} what - what was done and where, for the message
 * @returns {Any[]} the reports, in order
 * @throws COOPTO-500, or the status that Docker names, when one of the lines is a failure
 */
(function (text, what) {
    var reports = System.getModule("de.fum.coopto.engine").lines(text, what);
    reports.forEach(function (report) {
        if (report === null || !(report.errorDetail || report.error)) {
            return;
        }
        var detail = report.errorDetail || {}, code = Number(detail.code);
        var said = String(detail.message || report.error || "no reason given");
        throw "COOPTO-" + (code >= 400 && code < 600 ? code : 500) + ": " + what + ": " +
            said + System.getModule("de.fum.coopto.engine").advice(said);
    });
    return reports;
});
