/**
 * Write ports the way Docker takes them. A port with a host port is published there; with host
 * port 0 Docker picks one; without a host port it is only open to other containers.
 *
 * @param {DockerPort[]} ports - exposed and host are numbers, protocol is tcp, udp or sctp; left out: tcp
 * @returns {Any} an object with exposed and bindings, for ExposedPorts and PortBindings
 * @throws COOPTO-400 when a port or a protocol makes no sense
 */
(function (ports) {
    var values = System.getModule("de.fum.coopto.values"), exposed = {}, bindings = {};
    values.list(ports).forEach(function (port) {
        var inside = values.integer(values.field(port, "exposed"), "the exposed port", 1, 65535);
        var outside = values.integer(values.field(port, "host"), "the host port", 0, 65535);
        var protocol = (values.text(values.field(port, "protocol"), "the protocol of a port") || "tcp").toLowerCase();
        if (inside === null) {
            throw "COOPTO-400: the exposed port is missing";
        }
        if (!/^(tcp|udp|sctp)$/.test(protocol)) {
            throw "COOPTO-400: the protocol of port " + inside + " must be tcp, udp or sctp, not \"" + protocol + "\"";
        }
        var key = inside + "/" + protocol;
        // Engines before 29 drop a binding without a word unless the port is exposed too.
        exposed[key] = {};
        if (outside !== null) {
            bindings[key] = bindings[key] || [];
            bindings[key].push({ HostIp: "", HostPort: outside === 0 ? "" : String(outside) });
        }
    });
    return { exposed: exposed, bindings: bindings };
});
