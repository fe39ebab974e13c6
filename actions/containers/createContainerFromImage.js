/**
 * Create a container. Everything is said here: since API 1.24 nothing can be added at the start.
 *
 * @id 37968b68-d121-4d7f-b23f-5679588858f6
 * @param {DockerImage} image - the image, on the node that it is on
 * @param {DockerPort[]} ports - ports to open: exposed, and the host port that leads to it (0: Docker picks one; none: for other containers only)
 * @param {Any} volumes - each "/path", "/path/on/node:/path", "volume:/path", perhaps with ":ro"
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
 * @param {Any} links - other containers to reach by name, each "container" or "container:alias"; or composites DockerLink
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
    var values = System.getModule("de.fum.coopto.values"), internal = System.getModule("de.fum.coopto.internal.containers");
    var target = values.identify(image, "DockerImage"), called = values.text(name, "the name of the container");
    return internal.create(target, called, internal.describe({
        ports: ports,
        volumes: volumes,
        cmd: cmd,
        env: env,
        workingDir: workingDir,
        hostname: hostname,
        user: user,
        attachStdIn: attachStdIn,
        attachStdOut: attachStdOut,
        attachStdErr: attachStdErr,
        tty: tty,
        openStdIn: openStdIn,
        stdInOnce: stdInOnce,
        NetworkDisabled: NetworkDisabled,
        publishAllPorts: publishAllPorts,
        links: links,
        dns: dns,
        dnsSearch: dnsSearch,
        restartPolicy: restartPolicy,
        privileged: privileged,
        memory: memory,
        cpus: cpus,
        network: network,
        aliases: aliases,
        labels: labels
    }, target.node));
});
