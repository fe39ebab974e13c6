/**
 * Write when Docker starts a container again the way it takes it.
 *
 * @param {string} policy - no, always, unless-stopped, on-failure or on-failure:<times>; left out: no
 * @returns {Any} for RestartPolicy
 * @throws COOPTO-400 when it is none of these
 */
(function (policy) {
    var text = System.getModule("de.fum.coopto.values").text(policy, "the restart policy") || "no";
    var parts = /^(no|always|unless-stopped|on-failure(?=:\d{1,9}$|$))(?::(\d+))?$/.exec(text);
    if (parts === null || (parts[2] && parts[1] !== "on-failure")) {
        throw "COOPTO-400: the restart policy must be no, always, unless-stopped or on-failure:<times>, not \"" + text + "\"";
    }
    return { Name: parts[1], MaximumRetryCount: parseInt(parts[2] || "0", 10) };
});
