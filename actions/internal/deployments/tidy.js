/**
 * After all is well: remove the containers that were replaced, and those that are not described any more.
 *
 * @param {Any} docker - the connection to the node
 * @param {Any[]} made - what build noted
 * @param {Any[]} orphans - containers of the deployment that are not described any more
 * @param {boolean} replace - whether to remove those
 * @param {Any} note - a function that is told what was done
 */
(function (docker, made, orphans, replace, note) {
    var values = System.getModule("de.fum.coopto.values");
    var remove = function (id, text) {
        try {
            docker.change({ method: "DELETE", path: "/containers/" + id, query: { force: true, v: true } });
            note(text + ": removed");
        } catch (e) {
            // The deployment is complete; what is left over does not make it fail.
            System.warn(text + " is left over: " + values.message(e));
        }
    };
    made.forEach(function (one) {
        if (one.kind === "aside") {
            remove(one.was, "old container " + one.name);
        }
    });
    orphans.forEach(function (container) {
        if (replace) {
            remove(container.id, "container " + container.name + ", which is not described any more");
        } else {
            System.warn("container " + container.name + " belongs to the deployment, and is not described any more");
        }
    });
});
