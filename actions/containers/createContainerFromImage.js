/**
 * Create a container. Everything is said here: since API 1.24 nothing can be added at the start.
 *
 * @param {DockerImage} image - the image, on the node that it is on
 * @param {string} name - name of the container; left out: Docker makes one up
 * @param {string[]} cmd - the command and its arguments, one each; left out: that of the image
 * @param {string[]} env - the environment, each "KEY=value"
 * @param {DockerPort[]} ports - ports to open; see portBindings
 * @param {boolean} publishAll - whether every open port gets a port of the node
 * @param {string[]} volumes - each "/path", "/path/on/node:/path", "volume:/path", perhaps with ":ro"
 * @param {string[]} links - other containers to reach by name, each "container" or "container:alias"
 * @param {string} workingDir - folder that the command starts in
 * @param {string} hostname - host name inside the container
 * @param {string} user - user, perhaps ":group", that the command runs as
 * @param {string[]} dns - name servers
 * @param {string[]} dnsSearch - domains to look names up in
 * @param {boolean} networkDisabled - whether the container has no network
 * @param {string} restartPolicy - no, always, unless-stopped, on-failure or on-failure:<times>; left out: no
 * @param {boolean} privileged - whether it may do to the node whatever it likes
 * @param {boolean} tty - whether it has a terminal
 * @param {boolean} openStdin - whether its input stays open
 * @param {boolean} stdinOnce - whether its input is closed after the first client has left
 * @param {boolean} attachStdin - whether clients are attached to its input
 * @param {boolean} attachStdout - whether clients are attached to its output
 * @param {boolean} attachStderr - whether clients are attached to its error output
 * @returns {DockerContainer} the container, not started
 * @throws COOPTO-409 when the name is taken
 */
(function (image, name, cmd, env, ports, publishAll, volumes, links, workingDir, hostname, user, dns, dnsSearch,
    networkDisabled, restartPolicy, privileged, tty, openStdin, stdinOnce, attachStdin, attachStdout, attachStderr) {
    var values = System.getModule("de.fum.coopto.values"), inventory = System.getModule("de.fum.coopto.inventory");
    var target = values.identify(image, "DockerImage");
    var entry = System.getModule("de.fum.coopto.store").entry(target.node);
    var called = values.text(name, "the name of the container");
    var bindings = System.getModule("de.fum.coopto.containers").portBindings(ports);
    var anonymous = {}, binds = [];
    values.texts(volumes).forEach(function (volume) {
        if (volume.indexOf(":") < 0) {
            anonymous[volume] = {};
        } else {
            binds.push(volume);
        }
    });
    values.texts(env).forEach(function (variable) {
        if (!/^[^=\s]+=/.test(variable)) {
            throw "COOPTO-400: \"" + variable.split("=")[0] + "\" in the environment must be written KEY=value";
        }
    });
    var policy = values.text(restartPolicy, "the restart policy") || "no";
    var restart = /^(no|always|unless-stopped|on-failure(?=:\d{1,9}$|$))(?::(\d+))?$/.exec(policy);
    if (restart === null || (restart[2] && restart[1] !== "on-failure")) {
        throw "COOPTO-400: the restart policy must be no, always, unless-stopped or on-failure:<times>, not \"" + policy + "\"";
    }
    // Arguments may be empty; a list of nothing but empty ones comes from an empty form.
    var command = values.texts(cmd).length > 0 ? values.list(cmd).map(String) : null;
    var docker = System.getModule("de.fum.coopto.engine").connect(entry,
        "create container" + (called ? " \"" + called + "\"" : "") + " from \"" + target.name + "\"", 60);
    // By name where there is one, for people who look at the container; it is the same image still.
    var tags = values.texts(docker.call({ method: "GET", path: "/images/" + target.id + "/json" }).RepoTags);
    var made = docker.call({
        method: "POST",
        path: "/containers/create",
        query: { name: called },
        body: {
            Image: tags.length > 0 && tags[0].indexOf("<none>") < 0 ? tags[0] : target.id,
            Cmd: command,
            Env: values.texts(env),
            WorkingDir: values.text(workingDir, "the working directory"),
            Hostname: values.text(hostname, "the host name"),
            User: values.text(user, "the user"),
            Tty: values.flag(tty),
            OpenStdin: values.flag(openStdin),
            StdinOnce: values.flag(stdinOnce),
            AttachStdin: values.flag(attachStdin),
            AttachStdout: values.flag(attachStdout),
            AttachStderr: values.flag(attachStderr),
            ExposedPorts: bindings.exposed,
            Volumes: anonymous,
            HostConfig: {
                PortBindings: bindings.bindings,
                PublishAllPorts: values.flag(publishAll),
                Binds: binds,
                Links: values.texts(links),
                Dns: values.texts(dns),
                DnsSearch: values.texts(dnsSearch),
                NetworkMode: values.flag(networkDisabled) ? "none" : "default",
                RestartPolicy: { Name: restart[1], MaximumRetryCount: parseInt(restart[2] || "0", 10) },
                Privileged: values.flag(privileged)
            }
        }
    });
    values.texts(made.Warnings).forEach(function (warning) {
        System.warn("Docker on \"" + entry.displayName + "\": " + warning);
    });
    var container = inventory.getContainer(entry, String(made.Id), 60);
    inventory.refresh("DockerContainer", container.id);
    return container;
});
