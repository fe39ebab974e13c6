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
    var values = System.getModule("de.fum.coopto.values"), own = "";
    var reached = System.getModule("de.fum.coopto.internal.containers").reach(container, "find the addresses of {}", 60);
    var found = reached.inspect(), settings = found.NetworkSettings || {};
    if ((found.State || {}).Running !== true) {
        reached.refuse(409, "it does not run");
    }
    var networks = settings.Networks || {}, ports = settings.Ports || {};
    var bracketed = function (address) {
        return address.indexOf(":") >= 0 ? "[" + address + "]" : address;
    };
    Object.keys(networks).forEach(function (network) {
        var endpoint = networks[network] || {};
        own = own || endpoint.IPAddress || endpoint.GlobalIPv6Address || "";
    });
    return Object.keys(ports).map(function (port) {
        // Docker names each published port twice, for IPv4 and for IPv6.
        var bindings = values.list(ports[port]), binding = bindings.filter(function (one) {
            return String(one.HostIp || "").indexOf(":") < 0;
        })[0] || bindings[0], address = String((binding || {}).HostIp || "");
        if (!binding) {
            return { port: port, host: bracketed(own), number: parseInt(port, 10), published: false };
        }
        return {
            port: port,
            host: /^(|0\.0\.0\.0|::)$/.test(address) ? reached.entry.host : bracketed(address),
            number: parseInt(binding.HostPort, 10),
            published: true
        };
    }).filter(function (address) {
        return address.host !== "";
    }).sort(function (a, b) {
        return parseInt(a.port, 10) - parseInt(b.port, 10) || (a.port < b.port ? -1 : 1);
    });
});
