/**
 * Run a container in one step: pull the image if the node does not have it, create the container, write
 * files into it, start it, and wait until it is well. What cannot be started is removed again; what
 * starts and is not well stays, so that its log can be read.
 *
 * @param {DockerNode} node - the node
 * @param {string} image - such as "postgres:16"; without a tag, latest
 * @param {string} name - name of the container; left out: Docker makes one up
 * @param {string[]} cmd - the command and its arguments, one each; left out: that of the image
 * @param {string[]} env - the environment, each "KEY=value"
 * @param {DockerPort[]} ports - ports to open: exposed, and the host port that leads to it (0: Docker picks one; none: for other containers only)
 * @param {boolean} publishAllPorts - whether every open port without a host port gets one
 * @param {Any} volumes - each "/path", "/path/on/node:/path", "volume:/path", perhaps with ":ro"
 * @param {DockerTextFile[]} files - files to write into it before it starts, named from the root on
 * @param {string} network - name of the network it joins; left out: Docker's default one
 * @param {string[]} aliases - further names in that network
 * @param {string} restartPolicy - no, always, unless-stopped, on-failure or on-failure:<times>; left out: no
 * @param {number} memory - megabytes that it may use; left out: all
 * @param {number} cpus - processors that it may use, such as 0.5; left out: all
 * @param {string[]} labels - each "key=value"
 * @param {boolean} interactive - whether it has a terminal and an open input, as shells need
 * @param {boolean} pull - whether to pull the image although the node has it
 * @param {number} wait - seconds to wait until it is well, 0 to 3600; left out: 300
 * @returns {DockerContainer} the container, running
 * @throws COOPTO-409 when the name is taken, or when it is not well; COOPTO-504 when that takes too long
 */
(function (node, image, name, cmd, env, ports, publishAllPorts, volumes, files, network, aliases, restartPolicy, memory, cpus,
    labels, interactive, pull, wait) {
    var values = System.getModule("de.fum.coopto.values"), containers = System.getModule("de.fum.coopto.containers"),
        internal = System.getModule("de.fum.coopto.internal.containers");
    var images = System.getModule("de.fum.coopto.images"), made, started;
    var called = values.text(name, "the name of the container"), most = values.integer(wait, "the time to wait", 0, 3600);
    var reference = System.getModule("de.fum.coopto.engine").reference(image).text;
    // Everything is checked before the long part begins.
    var description = internal.describe({
        cmd: cmd,
        env: env,
        ports: ports,
        publishAllPorts: publishAllPorts,
        volumes: volumes,
        network: network,
        aliases: aliases,
        restartPolicy: restartPolicy,
        memory: memory,
        cpus: cpus,
        labels: labels,
        tty: interactive,
        openStdIn: interactive
    }, values.identify(node, "DockerNode").node);
    var written = values.list(files).map(function (file) {
        return {
            path: internal.filePath(values.field(file, "name")).path,
            text: values.field(file, "text"),
            mode: values.flag(values.field(file, "executable")) ? 755 : 644
        };
    });

    var found = values.flag(pull) ? images.pullImage(node, reference) : images.pullIfNotExists(node, reference);
    made = internal.create(values.identify(found, "DockerImage"), called, description);
    try {
        written.forEach(function (file) {
            containers.writeTextFile(made, file.path, file.text, file.mode);
        });
        started = containers.startContainer(made, null, null, null, null, null, null, null, null);
    } catch (e) {
        try {
            containers.removeContainer(made, true, true);
        } catch (left) {
            System.warn(values.message(left));
        }
        throw e;
    }
    if (most !== 0) {
        containers.waitForHealth(started, most);
    }
    return started;
});
