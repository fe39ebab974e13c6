/**
 * The deployments of a node, by name.
 *
 * @param {DockerNode} node - the node
 * @param {number} seconds - how long to wait for an answer; left out: 60
 * @returns {Any[]} objects with name, containers, networks and volumes (names), and running (how many containers run)
 */
(function (node, seconds) {
    var values = System.getModule("de.fum.coopto.values"), found = {};
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var docker = System.getModule("de.fum.coopto.engine").connect(entry, "list deployments",
        values.integer(seconds, "the time to wait", 1, 1800) || 60);
    var there = System.getModule("de.fum.coopto.internal.deployments").find(docker, null);
    ["containers", "networks", "volumes"].forEach(function (kind) {
        there[kind].filter(function (one) {
            return one.mine;
        }).forEach(function (one) {
            var deployment = found["/" + one.deployment];
            if (!deployment) {
                deployment = { name: one.deployment, containers: [], running: 0, networks: [], volumes: [] };
                found["/" + one.deployment] = deployment;
            }
            deployment[kind].push(one.name);
            if (kind === "containers" && one.found.State === "running") {
                deployment.running++;
            }
        });
    });
    return Object.keys(found).sort().map(function (key) {
        return found[key];
    });
});
