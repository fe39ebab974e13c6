/**
 * Make a small set of containers with their networks and volumes from one description, in the right order, each
 * after those that it depends on are ready. What is there already and as described is kept, so that this may
 * be done again. Nothing is changed before the description, the images and all names were found to be good.
 *
 * @param {DockerNode} node - the node
 * @param {Any} description - JSON with name, networks, volumes and containers; see the workflow Deploy
 * @param {string} name - name of the deployment; left out: the one in the description
 * @param {SecureString} secrets - JSON with the values of ${NAME} in environments and commands; left out: there are none
 * @param {boolean} replace - whether containers that differ are replaced, and those that are not described any more removed
 * @param {boolean} removeOnFailure - whether to remove what this run made when it fails, and to put back what it replaced
 * @param {number} seconds - how long each container may take to be ready; left out: 300
 * @returns {Any} an object with name, report (texts) and containers (DockerContainer, in the order of their start)
 * @throws COOPTO-400 that names the place in the description; COOPTO-409 when something stands in the way; what failed
 *     otherwise, with what was done about it
 */
(function (node, description, name, secrets, replace, removeOnFailure, seconds) {
    var values = System.getModule("de.fum.coopto.values"), deployments = System.getModule("de.fum.coopto.internal.deployments");
    var inventory = System.getModule("de.fum.coopto.inventory"), engine = System.getModule("de.fum.coopto.engine");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var patience = values.integer(seconds, "the time to wait", 1, 86400) || 300;
    var plan = deployments.plan(description, name, secrets), made = [], report = [], here = "";
    var docker = engine.connect(entry, "deploy \"" + plan.name + "\"", 300), place = docker.what;
    var note = function (text) {
        report.push(text);
        System.log(plan.name + ": " + text);
    };
    var orphans;
    try {
        plan.containers.forEach(function (part) {
            here = "containers." + part.key;
            if (part.body.Healthcheck && part.body.Healthcheck.StartPeriod) {
                docker.since("1.29", "a start period");
            }
            if (part.body.StopTimeout !== undefined) {
                docker.since("1.25", "a time to stop");
            }
            if (part.body.HostConfig.NanoCpus) {
                docker.since("1.25", "a limit of processors");
            }
            var image = deployments.image(node, part.image, part.pull);
            part.imageId = values.identify(image, "DockerImage").id;
        });
        here = "";
        orphans = deployments.compare(plan, deployments.find(docker, plan.name), values.flag(replace));
    } catch (e) {
        throw deployments.misplaced(place + (here === "" ? "" : ": " + here), e, place);
    }
    try {
        deployments.build(docker, plan, patience, made, note, function (part) {
            here = part;
        });
        here = "";
    } catch (e) {
        var why = deployments.misplaced(place + ": " + here, e, place);
        throw why + "; " + (made.length === 0 ? "nothing had been made" : values.flag(removeOnFailure) ?
            deployments.undo(docker, made) : "left as it is: " + made.map(function (one) {
                return one.text;
            }).join(", "));
    } finally {
        inventory.kinds().forEach(function (kind) {
            inventory.refresh(kind.type, entry.id + "/" + kind.part);
        });
    }
    deployments.tidy(docker, made, orphans, values.flag(replace), note);
    return {
        name: plan.name,
        report: report,
        containers: plan.containers.map(function (part) {
            return inventory.getContainer(entry, part.id, 60);
        })
    };
});
