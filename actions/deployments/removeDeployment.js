/**
 * Remove a deployment: its containers, those that others depend on last; its networks; and its volumes if you say
 * so. Whatever stands in the way is found before anything is removed.
 *
 * @param {DockerNode} node - the node
 * @param {string} name - name of the deployment
 * @param {boolean} volumes - whether to remove its volumes and what is in them
 * @returns {string[]} what was removed, such as "container shop-db"
 * @throws COOPTO-404 when there is no such deployment; COOPTO-409 when other containers use its networks or volumes
 */
(function (node, name, volumes) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var inventory = System.getModule("de.fum.coopto.inventory"), removed = [], entry, there;
    entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var called = values.required(name, "the name of the deployment");
    var docker = engine.connect(entry, "remove deployment \"" + called + "\"", 300), place = docker.what, own = {};
    var mine = function (one) {
        return one.mine;
    };
    there = System.getModule("de.fum.coopto.internal.deployments").find(docker, called);
    var containers = there.containers.filter(mine), networks = there.networks.filter(mine), kept = there.volumes.filter(mine);
    if (containers.length + networks.length + kept.length === 0) {
        throw "COOPTO-404: " + place + ": there is no such deployment";
    }
    containers.forEach(function (container) {
        own[container.id] = true;
    });
    networks.forEach(function (network) {
        var inside = docker.call({ method: "GET", path: "/networks/" + engine.segment(network.id) }).Containers || {};
        Object.keys(inside).forEach(function (id) {
            if (!own[id]) {
                throw "COOPTO-409: " + place + ": container \"" + (inside[id].Name || id) + "\" does not belong to it, and is in its network \"" +
                    network.name + "\"";
            }
        });
    });
    there.containers.forEach(function (container) {
        values.list(container.found.Mounts).forEach(function (mount) {
            var taken = values.flag(volumes) && !container.mine && kept.some(function (volume) {
                return volume.name === String(mount.Name);
            });
            if (taken) {
                throw "COOPTO-409: " + place + ": container \"" + container.name + "\" does not belong to it, and has its volume \"" +
                    mount.Name + "\"";
            }
        });
    });
    var take = function (kind, one, query) {
        try {
            docker.change({ method: "DELETE", path: "/" + kind + "s/" + engine.segment(one.id), query: query });
            removed.push(kind + " " + one.name);
        } catch (e) {
            // Somebody else was quicker.
            if (values.status(e) !== 404) {
                throw e;
            }
        }
    };
    try {
        containers.sort(function (a, b) {
            return b.order - a.order;
        }).forEach(function (container) {
            if (/^(running|restarting|paused)$/.test(String(container.found.State))) {
                docker.change({ method: "POST", path: "/containers/" + container.id + "/stop" });
            }
            take("container", container, { force: true, v: true });
        });
        networks.forEach(function (network) {
            take("network", network, {});
        });
        (values.flag(volumes) ? kept : []).forEach(function (volume) {
            take("volume", volume, {});
        });
    } finally {
        inventory.kinds().forEach(function (kind) {
            inventory.refresh(kind.type, entry.id + "/" + kind.part);
        });
        System.log(place + ": removed " + (removed.join(", ") || "nothing"));
    }
    return removed;
});
