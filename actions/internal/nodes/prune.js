/**
 * Ask a node to remove what is not used: what all prunings have in common.
 *
 * @param {Any} entry - the node's entry in the store
 * @param {string} kind - what is removed, such as "images"
 * @param {string} path - such as "/images/prune"
 * @param {string} olderThan - only what was made before: a time such as "24h", or a date such as "2024-01-31"; or nothing
 * @param {string[]} labels - only what has all these labels, each "key" or "key=value", "!key" for without; or nothing
 * @param {Any} filters - further filters of this kind, lists of texts by name
 * @returns {Any} what Docker says, an object
 */
(function (entry, kind, path, olderThan, labels, filters) {
    var values = System.getModule("de.fum.coopto.values");
    var until = values.text(olderThan, "the age"), wanted = values.texts(labels);
    if (until !== null && !/^(\d+(\.\d+)?(ns|us|ms|s|m|h))+$|^\d{9,11}$|^\d{4}-\d\d-\d\d(T\d\d(:\d\d(:\d\d(\.\d+)?)?)?(Z|[+\-]\d\d:\d\d)?)?$/.test(until)) {
        throw "COOPTO-400: the age must be a time such as 24h or 10m, or a date such as 2024-01-31 or 2024-01-31T12:00:00Z, not \"" +
            until + "\"";
    }
    var docker = System.getModule("de.fum.coopto.engine").connect(entry, "remove unused " + kind, 1800);
    docker.since(path === "/build/prune" ? "1.31" : "1.25", "to remove all that is unused");
    if (until !== null) {
        docker.since(path === "/build/prune" ? "1.39" : "1.28", "to choose by age");
        filters.until = [until];
    }
    if (wanted.length > 0) {
        docker.since("1.30", "to choose by label");
    }
    wanted.forEach(function (label) {
        var key = label.charAt(0) === "!" ? "label!" : "label";
        filters[key] = (filters[key] || []).concat(key === "label!" ? label.substring(1) : label);
    });
    var said = docker.call({ method: "POST", path: path, query: Object.keys(filters).length > 0 ? { filters: filters } : {} }) || {};
    var gone = said.ContainersDeleted || said.NetworksDeleted || said.ImagesDeleted || said.VolumesDeleted || said.CachesDeleted;
    System.log(docker.what + ": " + (values.list(gone).length || "nothing") + " removed" +
        (said.SpaceReclaimed ? ", " + said.SpaceReclaimed + " bytes free again" : ""));
    return said;
});
