/**
 * Create a container. Everything is said here: since API 1.24 nothing can be added at the start.
 *
 * @id 37968b68-d121-4d7f-b23f-5679588858f6
 * @param {DockerImage} image - the image, on the node that it is on
 * @param {DockerPort[]} ports - ports to open; see portBindings
 * @param {Any} volumes - each "/path", "/path/on/node:/path", "volume:/path", perhaps with ":ro"; see volumes
 * @param {string} name - name of the container; left out: Docker makes one up
 * @param {string[]} cmd - the command and its arguments, one each; left out: that of the image
 * @param {string[]} env - the environment, each "KEY=value"
 * @param {string} workingDir - folder that the command starts in
 * @param {string} hostname - host name inside the container
 * @param {string} user - user, perhaps ":group", that the command runs as
 * @param {boolean} attachStdIn - whether clients are attached to its input
 * @param {boolean} attachStdOut - whether clients are attached to its output
 * @param {boolean} attachStdErr - whether clients are attached to its error output
 * @param {boolean} tty - whether it has a terminal
 * @param {boolean} openStdIn - whether its input stays open
 * @param {boolean} stdInOnce - whether its input is closed after the first client has left
 * @param {boolean} NetworkDisabled - whether the container has no network
 * @param {boolean} publishAllPorts - whether every open port without a host port gets one
 * @param {Any} links - other containers to reach by name, each "container" or "container:alias"; see links
 * @param {string[]} dns - addresses of name servers
 * @param {string[]} dnsSearch - domains to look names up in
 * @param {string} restartPolicy - no, always, unless-stopped, on-failure or on-failure:<times>; left out: no
 * @param {boolean} privileged - whether it may do to the node whatever it likes
 * @param {number} memory - megabytes that it may use; left out: all
 * @param {number} cpus - processors that it may use, such as 0.5; left out: all
 * @param {string} network - name of the network it joins; left out: Docker's default one
 * @param {string[]} aliases - further names in that network
 * @param {string[]} labels - each "key=value"
 * @returns {DockerContainer} the container, not started
 * @throws COOPTO-409 when the name is taken
 */
(function (image, ports, volumes, name, cmd, env, workingDir, hostname, user, attachStdIn, attachStdOut, attachStdErr,
    tty, openStdIn, stdInOnce, NetworkDisabled, publishAllPorts, links, dns, dnsSearch, restartPolicy, privileged,
    memory, cpus, network, aliases, labels) {
    var values = System.getModule("de.fum.coopto.values"), inventory = System.getModule("de.fum.coopto.inventory");
    var containers = System.getModule("de.fum.coopto.containers"), engine = System.getModule("de.fum.coopto.engine");
    var target = values.identify(image, "DockerImage");
    var entry = System.getModule("de.fum.coopto.store").entry(target.node);
    var called = values.text(name, "the name of the container"), joined = values.text(network, "the name of the network");
    var bindings = containers.portBindings(ports), mounted = containers.volumes(volumes), endpoints = {};
    var linked = containers.links(links, target.node), known = values.texts(aliases), without = values.flag(NetworkDisabled);
    var host = containers.limits(memory, cpus);
    if (without && joined !== null) {
        throw "COOPTO-400: a container without network cannot join \"" + joined + "\"";
    }
    // Networks other than Docker's own keep links and names for themselves.
    var own = joined !== null && !/^(default|bridge|host|none|container:.*)$/.test(joined);
    if (own) {
        endpoints[joined] = { Aliases: known, Links: linked };
    } else if (known.length > 0) {
        throw "COOPTO-400: further names work in networks that were created only, not in \"" + (joined || "default") + "\"";
    }
    host.PortBindings = bindings.bindings;
    host.PublishAllPorts = values.flag(publishAllPorts);
    host.Binds = mounted.binds;
    host.Links = own ? [] : linked;
    host.Dns = values.texts(dns);
    host.DnsSearch = values.texts(dnsSearch);
    host.NetworkMode = without ? "none" : joined || "default";
    host.RestartPolicy = containers.restartPolicy(restartPolicy);
    host.Privileged = values.flag(privileged);
    var body = {
        // Arguments may be empty; a list of nothing but empty ones comes from an empty form.
        Cmd: values.texts(cmd).length > 0 ? values.list(cmd).map(String) : null,
        Env: containers.environment(env),
        WorkingDir: values.text(workingDir, "the working directory"),
        Hostname: values.text(hostname, "the host name"),
        User: values.text(user, "the user"),
        Tty: values.flag(tty),
        OpenStdin: values.flag(openStdIn),
        StdinOnce: values.flag(stdInOnce),
        AttachStdin: values.flag(attachStdIn),
        AttachStdout: values.flag(attachStdOut),
        AttachStderr: values.flag(attachStdErr),
        ExposedPorts: bindings.exposed,
        Volumes: mounted.anonymous,
        Labels: containers.pairs(labels, "the label"),
        HostConfig: host,
        NetworkingConfig: { EndpointsConfig: endpoints }
    };
    var docker = engine.connect(entry,
        "create container" + (called ? " \"" + called + "\"" : "") + " from \"" + target.name + "\"", 60);
    // By name where there is one, for people who look at the container; it is the same image still.
    var tags = values.texts(docker.call({ method: "GET", path: "/images/" + engine.path(target.id) + "/json" }).RepoTags);
    body.Image = tags.length > 0 && tags[0].indexOf("<none>") < 0 ? tags[0] : target.id;
    var made = docker.call({ method: "POST", path: "/containers/create", query: { name: called }, body: body });
    values.texts(made.Warnings).forEach(function (warning) {
        System.warn("Docker on \"" + entry.displayName + "\": " + warning);
    });
    var container = inventory.getContainer(entry, String(made.Id), 60);
    inventory.refresh("DockerContainer", container.id);
    return container;
});
