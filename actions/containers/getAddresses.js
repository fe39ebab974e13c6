/**
 * The addresses that a container is reached at, now: host and port for each port that it opens,
 * lowest port first. A published port is reached at the node; any other one, on the node itself
 * only, at the container's own address.
 *
 * @param {DockerContainer} container - the container
 * @returns {Any[]} objects with port (such as "5432/tcp"), host, number (of the port there) and published
 * @throws COOPTO-409 when the container does not run
 */
(function (container) {
    var values = System.getModule("de.fum.coopto.values"), target = values.identify(container, "DockerContainer");
    var entry = System.getModule("de.fum.coopto.store").entry(target.node), own = "";
    var what = "find the addresses of container \"" + target.name + "\"";
    var found = System.getModule("de.fum.coopto.engine").connect(entry, what, 60).call({
        method: "GET",
        path: "/containers/" + target.id + "/json"
    });
    if (!found.State || found.State.Running !== true) {
        throw "COOPTO-409: " + what + " on \"" + entry.displayName + "\": it does not run";
    }
    var settings = found.NetworkSettings || {}, networks = settings.Networks || {}, ports = settings.Ports || {};
    var bracketed = function (address) {
        return address.indexOf(":") >= 0 ? "[" + address + "]" : address;
    };
    Object.keys(networks).forEach(function (network) {
        var joined = networks[network] || {};
        own = own || joined.IPAddress || joined.GlobalIPv6Address || "";
    });
    return Object.keys(ports).map(function (port) {
        // Docker names each published port twice, for IPv4 and for IPv6.
        var bindings = values.list(ports[port]), binding = bindings[0], i;
        for (i = bindings.length - 1; i >= 0; i--) {
            if (String(bindings[i].HostIp || "").indexOf(":") < 0) {
                binding = bindings[i];
            }
        }
        if (!binding) {
            return { port: port, host: bracketed(own), number: parseInt(port, 10), published: false };
        }
        return {
            port: port,
            host: /^(|0\.0\.0\.0|::)$/.test(binding.HostIp || "") ? entry.host : bracketed(binding.HostIp),
            number: parseInt(binding.HostPort, 10),
            published: true
        };
    }).filter(function (address) {
        return address.host !== "";
    }).sort(function (a, b) {
        return parseInt(a.port, 10) - parseInt(b.port, 10) || (a.port < b.port ? -1 : 1);
    });
});
