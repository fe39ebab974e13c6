/**
 * Write what the steps of a build said into the log, line by line.
 *
 * @param {string} report - the whole answer of Docker, one JSON document a line
 */
(function (report) {
    var said = "";
    String(report).split(/\r?\n/).forEach(function (line) {
        try {
            said += JSON.parse(line).stream || "";
        } catch (e) {
            // Empty, or broken off: reading the report for failures says so.
            return;
        }
    });
    said.split(/\r?\n/).forEach(function (line) {
        if (/\S/.test(line)) {
            System.log(line);
        }
    });
});
