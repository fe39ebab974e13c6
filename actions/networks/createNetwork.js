/**
 * Create a network. Containers that are connected to it reach each other by name.
 *
 * @param {DockerNode} node - the node that gets it
 * @param {string} name - name of the network, unique on the node
 * @param {string} driver - such as "bridge", "macvlan" or "overlay"; left out: bridge
 * @param {string} subnet - its addresses, such as "172.30.0.0/24"; left out: Docker finds some
 * @param {string} gateway - the address of the way out, in the subnet; left out: the first one
 * @param {string} ipRange - the addresses that containers get, part of the subnet; left out: all
 * @param {boolean} internal - whether there is no way out
 * @param {boolean} attachable - whether containers outside a service may join it, for networks of a swarm
 * @param {boolean} ipv6 - whether containers get IPv6 addresses too
 * @param {string[]} labels - each "key=value"
 * @param {string[]} options - for the driver, each "key=value", such as "com.docker.network.driver.mtu=1400"
 * @returns {DockerNetwork} the network
 * @throws COOPTO-409 when the name is taken, COOPTO-403 when it is one of Docker's own
 */
(function (node, name, driver, subnet, gateway, ipRange, internal, attachable, ipv6, labels, options) {
    var values = System.getModule("de.fum.coopto.values"), inventory = System.getModule("de.fum.coopto.inventory");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var body = System.getModule("de.fum.coopto.internal.networks").definition(name, driver, subnet, gateway, ipRange, internal,
        attachable, ipv6, values.pairs(labels, "the labels"), values.pairs(options, "the options"));
    var docker = System.getModule("de.fum.coopto.engine").connect(entry, "create network \"" + body.Name + "\"", 60);
    var made = System.getModule("de.fum.coopto.internal.networks").make(docker, body);
    if (made.Warning) {
        System.warn(docker.what + ": " + made.Warning);
    }
    System.log(docker.what + ": done");
    var network = inventory.getNetwork(entry, String(made.Id), 60);
    inventory.refresh("DockerNetwork", network.id);
    return network;
});
