/**
 * The last lines that a container has written.
 *
 * @param {DockerContainer} container - the container
 * @param {number} tail - how many lines at most, of both streams, 1 to 10000; left out: 100
 * @param {Any} since - a date, or seconds since 1970: older lines are left out
 * @param {boolean} timestamps - whether each line begins with the time
 * @param {string} stream - output, errors or both; left out: both
 * @returns {string} the lines, as they were written
 * @throws COOPTO-<status> when its log goes where Docker cannot read it
 */
(function (container, tail, since, timestamps, stream) {
    var values = System.getModule("de.fum.coopto.values"), internal = System.getModule("de.fum.coopto.internal.containers");
    var lines = values.integer(tail, "the number of lines", 1, 10000), from = internal.seconds(since, "the time to begin at");
    var which = values.text(stream, "the stream") || "both";
    if (!/^(output|errors|both)$/.test(which)) {
        throw "COOPTO-400: the stream must be output, errors or both, not \"" + which + "\"";
    }
    var reached = internal.reach(container, "read the log of {}", 60);
    // Never with follow: such an answer has no end.
    return System.getModule("de.fum.coopto.engine").frames(reached.docker.call({
        method: "GET",
        path: reached.path + "/logs",
        query: {
            stdout: which !== "errors",
            stderr: which !== "output",
            tail: lines === null ? 100 : lines,
            since: from,
            timestamps: values.flag(timestamps)
        },
        plain: true
    })).text;
});
