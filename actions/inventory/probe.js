/**
 * Look whether a node is there: one short question, answered or given up after 5 seconds; where
 * nothing listens after 3.
 *
 * @param {Any} entry - the node's entry in the store
 * @returns {Any} an object with status ("ONLINE" or "OFFLINE"), version (of Docker), apiVersion, and reason (why it
 *     is offline); never throws
 */
(function (entry) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var seen = { status: "OFFLINE", version: "", apiVersion: "", reason: "" }, answer;
    try {
        answer = engine.send(entry, "look for Docker", { method: "GET", path: "/_ping", seconds: 5 });
        if (engine.read(entry, "look for Docker", answer, true).trim() !== "OK") {
            throw "COOPTO-502: look for Docker on \"" + entry.displayName + "\": the answer is not from a Docker Engine";
        }
        seen.status = "ONLINE";
        seen.version = (/^(?:Docker|Libpod)\/(\S+)/.exec(answer.header("Server") || "") || ["", ""])[1];
        seen.apiVersion = answer.version || "";
    } catch (e) {
        seen.reason = values.message(e);
        System.debug(seen.reason);
    }
    return seen;
});
