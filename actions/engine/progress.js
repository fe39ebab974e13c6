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
    var lines = String(text).split(/\r?\n/), reports = [], i, report, detail, code;
    for (i = 0; i < lines.length; i++) {
        if (lines[i].trim() === "") {
            continue;
        }
        try {
            report = JSON.parse(lines[i]);
        } catch (e) {
            throw "COOPTO-502: " + what + ": the report broke off at \"" + lines[i].substring(0, 200) + "\"";
        }
        if (report.errorDetail || report.error) {
            detail = report.errorDetail || {};
            code = Number(detail.code) >= 400 && Number(detail.code) < 600 ? Number(detail.code) : 500;
            throw "COOPTO-" + code + ": " + what + ": " + String(detail.message || report.error || "no reason given");
        }
        reports.push(report);
    }
    return reports;
});
