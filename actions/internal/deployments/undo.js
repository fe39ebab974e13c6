/**
 * Remove what a run made, last things first, and put back what it replaced.
 *
 * @param {Any} docker - the connection to the node
 * @param {Any[]} made - what build noted
 * @returns {string} what became of it, to be told
 */
(function (docker, made) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine"), left = [];
    made.slice().reverse().forEach(function (one) {
        try {
            if (one.kind === "container") {
                docker.change({ method: "DELETE", path: "/containers/" + one.id, query: { force: true, v: true } });
            } else if (one.kind === "aside") {
                docker.change({ method: "POST", path: "/containers/" + one.was + "/rename", query: { name: one.name } });
                if (one.ran) {
                    docker.change({ method: "POST", path: "/containers/" + one.was + "/start" });
                }
            } else {
                docker.change({ method: "DELETE", path: "/" + one.kind + "s/" + engine.segment(one.id) });
            }
            System.log("undone: " + one.text);
        } catch (e) {
            if (values.status(e) !== 404) {
                left.push(one.text);
                System.error("not undone: " + one.text + ": " + values.message(e));
            }
        }
    });
    return left.length === 0 ? "what this run had made was removed" : "could not be undone: " + left.join(", ");
});
