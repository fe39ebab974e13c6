/**
 * Build an image on a node, from a Dockerfile and text files that are given here. The node fetches what the
 * Dockerfile is built on, with the accounts that are kept for its registries.
 *
 * Docker's older builder does this, as the newer one needs a connection in both directions. Files in ASCII
 * only; for anything else let the Dockerfile fetch it (ADD https://…).
 *
 * @param {DockerNode} node - the node that builds, and has the image afterwards
 * @param {string} reference - the name of the image, such as "team/app:1.0"; without a tag, latest
 * @param {string} dockerfile - the text of the Dockerfile
 * @param {DockerTextFile[]} files - further files that the Dockerfile copies: name (with folders), text, executable
 * @param {string[]} buildArgs - values of ARG lines, each "KEY=value"
 * @param {string[]} labels - labels of the image, each "key=value"
 * @param {string} target - the stage to build; left out: the last one
 * @param {boolean} pull - whether to ask for newer versions of the images it is built on
 * @param {boolean} noCache - whether to run every step, even those that ran before
 * @returns {DockerImage} the image
 * @throws COOPTO-400 when the Dockerfile is faulty, COOPTO-500 when a step fails; the log has what it said
 */
(function (node, reference, dockerfile, files, buildArgs, labels, target, pull, noCache) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var images = System.getModule("de.fum.coopto.internal.images"), inventory = System.getModule("de.fum.coopto.inventory");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var name = images.newName(reference), stage = values.text(target, "the stage");
    var archive = engine.tar(images.buildContext(dockerfile, files));
    var args = values.pairs(buildArgs, "the build arguments"), marks = values.pairs(labels, "the labels");
    var docker = engine.connect(entry, "build image \"" + name.text + "\"", 1800);
    if (stage !== null) {
        docker.since("1.29", "to build a stage");
    }
    var report = docker.call({
        method: "POST",
        path: "/build",
        query: {
            t: name.text,
            target: stage,
            // The failure of one step must not leave containers behind.
            forcerm: true,
            pull: values.flag(pull) ? true : null,
            nocache: values.flag(noCache) ? true : null,
            buildargs: Object.keys(args).length > 0 ? args : null,
            labels: Object.keys(marks).length > 0 ? marks : null
        },
        headers: images.buildAccounts(entry, String(dockerfile) + JSON.stringify(args)),
        text: archive,
        contentType: "application/x-tar",
        plain: true
    });
    images.logBuild(report);
    engine.progress(report, docker.what);
    var built = inventory.getImage(entry, name.text, 60);
    inventory.refresh("DockerImage", built.id);
    return built;
});
