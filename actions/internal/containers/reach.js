/**
 * Reach a container: find its node in the store, and agree with it on a version.
 *
 * @param {DockerContainer} container - the container
 * @param {string} doing - what is being done to it, such as "start"; "{}" stands for the container
 * @param {number} seconds - how long to wait for an answer
 * @returns {Any} an object with id (in Docker), name, entry (of the node), docker (the connection), path,
 *     what (for messages), call(method, tail, query, failIfSo), which gives the answer to a GET, and of what
 *     another method changed tells the log and the clients; inspect(), refuse(status, why) and again()
 */
(function (container, doing, seconds) {
    var engine = System.getModule("de.fum.coopto.engine"), inventory = System.getModule("de.fum.coopto.inventory");
    var target = System.getModule("de.fum.coopto.values").identify(container, "DockerContainer");
    var path = "/containers/" + engine.segment(target.id);
    var entry = System.getModule("de.fum.coopto.store").entry(target.node), named = "container \"" + target.name + "\"";
    var what = doing.indexOf("{}") < 0 ? doing + " " + named : doing.split("{}").join(named);
    var docker = engine.connect(entry, what, seconds);
    // Docker's "it is so already" is a success, unless failIfSo says otherwise.
    var call = function (method, tail, query, failIfSo) {
        var request = { method: method, path: path + tail, query: query || {}, failIfSo: failIfSo === true };
        if (method === "GET") {
            return docker.call(request);
        }
        docker.change(request);
        System.log(docker.what + ": done");
        inventory.refresh("DockerContainer", target.node + "/" + target.id);
        return null;
    };
    return {
        id: target.id,
        name: target.name,
        entry: entry,
        docker: docker,
        path: path,
        what: docker.what,
        call: call,
        inspect: function () {
            return call("GET", "/json");
        },
        refuse: function (status, why) {
            throw "COOPTO-" + status + ": " + docker.what + ": " + why;
        },
        // The container as it is after a change.
        again: function () {
            return inventory.getContainer(entry, target.id, 60);
        }
    };
});
