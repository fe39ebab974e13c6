/**
 * Write how Docker is to find out whether a container is healthy.
 *
 * @param {Any} health - test (a command as text, or a list of words), interval, timeout and startPeriod (whole
 *     seconds), retries; false: no check, even if the image has one; nothing: that of the image
 * @param {Any} secrets - the values of ${NAME}
 * @param {Any} enter - a function that is told which part is being read
 * @returns {Any} for Healthcheck; null when nothing is said
 * @throws COOPTO-400 when something makes no sense
 */
(function (health, secrets, enter) {
    var values = System.getModule("de.fum.coopto.values"), deployments = System.getModule("de.fum.coopto.internal.deployments"), check = {};
    if (health === null || health === undefined) {
        return null;
    }
    if (health === false) {
        return { Test: ["NONE"] };
    }
    deployments.fields(health, "it", ["test", "interval", "timeout", "startPeriod", "retries"]);
    enter("test");
    if (typeof health.test === "string" && health.test.trim() !== "") {
        check.Test = ["CMD-SHELL", deployments.expand(health.test, secrets)];
    } else if (Array.isArray(health.test) && health.test.length > 0) {
        check.Test = (/^(CMD|CMD-SHELL|NONE)$/.test(String(health.test[0])) ? [] : ["CMD"]).concat(health.test.map(function (word) {
            return deployments.expand(word, secrets);
        }));
    } else if (health.test !== undefined && health.test !== null) {
        throw "COOPTO-400: it must be a command, or a list of words";
    }
    [["interval", "Interval"], ["timeout", "Timeout"], ["startPeriod", "StartPeriod"]].forEach(function (pair) {
        enter(pair[0]);
        var seconds = values.integer(health[pair[0]], "the number of seconds", pair[0] === "startPeriod" ? 0 : 1, 86400);
        if (seconds !== null) {
            // Docker counts billionths of seconds.
            check[pair[1]] = seconds * 1000000000;
        }
    });
    enter("retries");
    var retries = values.integer(health.retries, "the number of retries", 1, 1000);
    if (retries !== null) {
        check.Retries = retries;
    }
    return check;
});
