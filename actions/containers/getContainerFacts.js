/**
 * What matters of all that Docker says of a container.
 *
 * @param {DockerContainer} container - the container
 * @returns {Properties} name, containerId, image, imageId, state, health (none without a check), running,
 *     exitCode, error, startedAt, finishedAt, restartCount, restartPolicy, command, user, hostname, network,
 *     networks, addresses, ports, volumes, memory (MB, 0: no limit), cpus (0: no limit), privileged; lists are texts with ", "
 */
(function (container) {
    var values = System.getModule("de.fum.coopto.values"), facts = new Properties();
    var found = System.getModule("de.fum.coopto.internal.containers").reach(container, "inspect", 60).inspect();
    var state = found.State || {}, config = found.Config || {}, host = found.HostConfig || {}, settings = found.NetworkSettings || {};
    var networks = settings.Networks || {}, ports = settings.Ports || {}, policy = host.RestartPolicy || {}, all;
    // Until it has run the ports are in its configuration only.
    all = Object.keys(ports).length > 0 ? ports : host.PortBindings || {};
    all = Object.keys(config.ExposedPorts || {}).concat(Object.keys(all)).sort().filter(function (port, i, sorted) {
        return sorted.indexOf(port) === i;
    }).map(function (port) {
        var bindings = values.list(ports[port] || (host.PortBindings || {})[port]);
        return bindings.length === 0 ? port :
            (bindings[0].HostIp || "0.0.0.0") + ":" + (bindings[0].HostPort || "0") + "->" + port;
    });
    var given = {
        name: String(found.Name).replace(/^\//, ""),
        containerId: found.Id,
        image: config.Image,
        imageId: found.Image,
        state: state.Status,
        health: (state.Health || {}).Status || "none",
        running: state.Running === true,
        exitCode: Number(state.ExitCode || 0),
        error: state.Error,
        startedAt: /^0001-/.test(String(state.StartedAt)) ? "" : state.StartedAt,
        finishedAt: /^0001-/.test(String(state.FinishedAt)) ? "" : state.FinishedAt,
        restartCount: Number(found.RestartCount || 0),
        restartPolicy: (policy.Name || "no") + (policy.MaximumRetryCount ? ":" + policy.MaximumRetryCount : ""),
        command: values.texts([found.Path]).concat(values.texts(found.Args)).join(" "),
        user: config.User,
        hostname: config.Hostname,
        // Engines from 26 on write "bridge" for what was "default" before.
        network: host.NetworkMode === "default" ? "bridge" : host.NetworkMode,
        networks: Object.keys(networks).sort().join(", "),
        addresses: Object.keys(networks).sort().map(function (name) {
            return (networks[name] || {}).IPAddress || (networks[name] || {}).GlobalIPv6Address || "";
        }).filter(String).join(", "),
        ports: all.join(", "),
        // By their place in the container, as names may be Docker's own.
        volumes: values.list(found.Mounts).sort(function (a, b) {
            return a.Destination < b.Destination ? -1 : 1;
        }).map(function (mount) {
            return (mount.Name || mount.Source) + ":" + mount.Destination + (mount.RW === false ? ":ro" : "");
        }).join(", "),
        memory: Math.round(Number(host.Memory || 0) / 1048576),
        cpus: Number(host.NanoCpus || 0) / 1000000000,
        privileged: host.Privileged === true
    };
    Object.keys(given).forEach(function (name) {
        facts.put(name, given[name] === null || given[name] === undefined ? "" : given[name]);
    });
    return facts;
});
