/**
 * Describe a container the way Docker takes it, after checking all that people give.
 *
 * @param {Any} given - an object with the parameters of createContainerFromImage by name
 * @param {string} nodeId - the id of the node that it is for
 * @returns {Any} the description, without Image
 * @throws COOPTO-400 when something in it makes no sense
 */
(function (given, nodeId) {
    var values = System.getModule("de.fum.coopto.values"), containers = System.getModule("de.fum.coopto.internal.containers");
    var joined = values.text(given.network, "the name of the network"), without = values.flag(given.NetworkDisabled);
    var bindings = containers.portBindings(given.ports), mounted = containers.volumes(given.volumes), endpoints = {};
    var linked = containers.links(given.links, nodeId), known = values.texts(given.aliases);
    var host = containers.limits(given.memory, given.cpus), command = containers.words(given.cmd);
    if (without && joined !== null) {
        throw "COOPTO-400: a container without network cannot join \"" + joined + "\"";
    }
    // Networks other than Docker's own keep links and names for themselves.
    var own = joined !== null && !/^(default|bridge|host|none|container:.*)$/.test(joined);
    if (own) {
        endpoints[joined] = { Aliases: known, Links: linked };
    } else if (known.length > 0) {
        throw "COOPTO-400: only networks that somebody created know further names, \"" + (joined || "default") + "\" does not";
    }
    host.PortBindings = bindings.bindings;
    host.PublishAllPorts = values.flag(given.publishAllPorts);
    host.Binds = mounted.binds;
    host.Links = own ? [] : linked;
    host.Dns = containers.nameServers(given.dns);
    host.DnsSearch = values.texts(given.dnsSearch);
    host.NetworkMode = without ? "none" : joined || "default";
    host.RestartPolicy = containers.restartPolicy(given.restartPolicy);
    host.Privileged = values.flag(given.privileged);
    return values.filled({
        Cmd: command.length > 0 ? command : null,
        Env: containers.environment(given.env),
        WorkingDir: values.text(given.workingDir, "the working directory"),
        Hostname: values.text(given.hostname, "the host name"),
        User: values.text(given.user, "the user"),
        Tty: values.flag(given.tty),
        OpenStdin: values.flag(given.openStdIn),
        StdinOnce: values.flag(given.stdInOnce),
        AttachStdin: values.flag(given.attachStdIn),
        AttachStdout: values.flag(given.attachStdOut),
        AttachStderr: values.flag(given.attachStdErr),
        ExposedPorts: bindings.exposed,
        Volumes: mounted.anonymous,
        Labels: values.pairs(given.labels, "the labels"),
        HostConfig: host,
        NetworkingConfig: { EndpointsConfig: endpoints }
    });
});
