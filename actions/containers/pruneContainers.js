/**
 * Remove the containers of a node that do not run. Their volumes stay.
 *
 * @param {DockerNode} node - the node
 * @param {number} hours - only those that were created longer ago than so many hours; left out: all
 * @param {string[]} labels - only those with all of these labels, each "key" or "key=value"
 * @returns {Properties} removed (ids, an array of texts), count, and space (bytes that became free)
 */
(function (node, hours, labels) {
    var values = System.getModule("de.fum.coopto.values"), inventory = System.getModule("de.fum.coopto.inventory");
    var target = values.identify(node, "DockerNode"), entry = System.getModule("de.fum.coopto.store").entry(target.node);
    var age = values.integer(hours, "the number of hours", 0, 876000), wanted = values.texts(labels), filters = {};
    var result = new Properties(), docker, done, removed;
    if (age !== null && age > 0) {
        filters.until = [age + "h"];
    }
    if (wanted.length > 0) {
        filters.label = wanted;
    }
    docker = System.getModule("de.fum.coopto.engine").connect(entry, "remove stopped containers", 1800);
    docker.since("1.25", null);
    done = docker.call({ method: "POST", path: "/containers/prune", query: { filters: filters } }) || {};
    removed = values.texts(done.ContainersDeleted);
    removed.forEach(function (id) {
        inventory.refresh("DockerContainer", entry.id + "/" + id);
    });
    System.log("removed " + removed.length + " containers of \"" + entry.displayName + "\"");
    result.put("removed", removed);
    result.put("count", removed.length);
    result.put("space", Number(done.SpaceReclaimed || 0));
    return result;
});
