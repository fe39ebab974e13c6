/**
 * All that Docker knows of a network.
 *
 * @param {DockerNetwork} network - the network
 * @returns {Any} the object that Docker gives: Id, Driver, IPAM, Containers (by id), Labels and more
 */
(function (network) {
    var target = System.getModule("de.fum.coopto.values").identify(network, "DockerNetwork");
    var engine = System.getModule("de.fum.coopto.engine"), entry = System.getModule("de.fum.coopto.store").entry(target.node);
    return engine.connect(entry, "inspect network \"" + target.name + "\"", 60).call({
        method: "GET",
        path: "/networks/" + engine.segment(target.id)
    });
});
