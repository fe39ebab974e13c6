/**
 * Remove the volumes of a node that no container has, and what is in them: those without a name, or all of them.
 *
 * @param {DockerNode} node - the node
 * @param {boolean} all - whether to remove those that have a name too; left out: no
 * @param {string[]} labels - only volumes with all these labels, each "key" or "key=value", "!key" for without
 * @returns {Any} an object with removed (names) and reclaimed (bytes)
 */
(function (node, all, labels) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node), everything = values.flag(all);
    var docker = engine.connect(entry, "remove unused volumes", 60), removed = [], said = {};
    if (everything || !engine.older(docker.version, "1.42")) {
        said = System.getModule("de.fum.coopto.internal.nodes").prune(entry, "volumes", "/volumes/prune", null, labels,
            everything && !engine.older(docker.version, "1.42") ? { all: ["true"] } : {});
        removed = values.texts(said.VolumesDeleted);
    } else {
        // Up to API 1.41 Docker would take those with a name along.
        values.list(docker.call({ method: "GET", path: "/volumes", query: { filters: { dangling: ["true"] } } }).Volumes).forEach(function (volume) {
            var has = volume.Labels || {};
            var fits = values.texts(labels).every(function (label) {
                var without = label.charAt(0) === "!", key = label.substring(without ? 1 : 0).split("=")[0];
                var value = label.indexOf("=") < 0 ? null : label.substring(label.indexOf("=") + 1);
                var found = Object.prototype.hasOwnProperty.call(has, key) && (value === null || String(has[key]) === value);
                return found !== without;
            });
            if (fits && /^[0-9a-f]{64}$/.test(String(volume.Name))) {
                docker.change({ method: "DELETE", path: "/volumes/" + engine.segment(volume.Name) });
                removed.push(String(volume.Name));
            }
        });
        System.log(docker.what + ": " + (removed.length || "nothing") + " removed");
    }
    System.getModule("de.fum.coopto.inventory").refresh("DockerVolume", entry.id + "/volumes");
    return { removed: removed, reclaimed: Number(said.SpaceReclaimed || 0) };
});
