/**
 * Connect a container to a network. One that is connected already is left alone.
 *
 * @param {DockerNetwork} network - the network
 * @param {DockerContainer} container - a container of the same node, running or not
 * @param {string[]} aliases - further names that others in the network reach it by
 * @param {string} address - its IPv4 address, in the subnet of the network; left out: Docker picks one
 * @param {string} addressV6 - its IPv6 address; left out: Docker picks one where the network has them
 * @param {boolean} failIfSo - whether it is an error when it is connected already
 * @throws COOPTO-409 when it is connected already, but under other names or another address
 */
(function (network, container, aliases, address, addressV6, failIfSo) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var target = values.identify(network, "DockerNetwork"), joining = values.identify(container, "DockerContainer");
    var names = values.texts(aliases), fixed = {}, four = values.text(address, "the IPv4 address"), six = values.text(addressV6, "the IPv6 address");
    var what = "connect container \"" + joining.name + "\" to network \"" + target.name + "\"";
    if (target.node !== joining.node) {
        throw "COOPTO-400: " + what + ": they are on different nodes";
    }
    if (four !== null && !/^\d{1,3}(\.\d{1,3}){3}$/.test(four)) {
        throw "COOPTO-400: \"" + four + "\" is no IPv4 address";
    }
    if (six !== null && !/^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(six)) {
        throw "COOPTO-400: \"" + six + "\" is no IPv6 address";
    }
    var entry = System.getModule("de.fum.coopto.store").entry(target.node), docker = engine.connect(entry, what, 60);
    var known = System.getModule("de.fum.coopto.internal.networks").endpoint(docker, target, joining), wanted;
    if (known !== null) {
        fixed = known.IPAMConfig || {};
        wanted = names.filter(function (name) {
            return values.texts(known.Aliases).indexOf(name) < 0;
        }).concat(four === null || four === known.IPAddress || four === fixed.IPv4Address ? [] : four,
            six === null || six === known.GlobalIPv6Address || six === fixed.IPv6Address ? [] : six);
        if (values.flag(failIfSo) || wanted.length > 0) {
            throw "COOPTO-" + (wanted.length > 0 ? "409: " : "304: ") + docker.what + ": it is so already" +
                (wanted.length > 0 ? ", but not as " + wanted.join(", ") + "; disconnect it first" : "");
        }
        return;
    }
    if (four !== null) {
        fixed.IPv4Address = four;
    }
    if (six !== null) {
        fixed.IPv6Address = six;
    }
    docker.change({
        method: "POST",
        path: "/networks/" + engine.segment(target.id) + "/connect",
        body: { Container: joining.id, EndpointConfig: { Aliases: names, IPAMConfig: Object.keys(fixed).length > 0 ? fixed : null } }
    });
    System.log(docker.what + ": done");
    System.getModule("de.fum.coopto.inventory").refresh("DockerContainer", container.id);
});
