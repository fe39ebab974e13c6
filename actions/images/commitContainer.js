/**
 * Make an image of a container as it is now. What lies in its volumes is not part of it.
 *
 * @param {DockerContainer} container - the container, running or not
 * @param {string} reference - the name of the image, such as "team/app:1.0"; without a tag, latest
 * @param {string} comment - what for
 * @param {string} author - who
 * @param {boolean} pause - whether the container pauses meanwhile, so that its files fit together; left out: yes
 * @param {string[]} changes - lines as in a Dockerfile, such as "CMD [\"httpd\"]" or "ENV stage=test"
 * @returns {DockerImage} the image
 */
(function (container, reference, comment, author, pause, changes) {
    var values = System.getModule("de.fum.coopto.values"), inventory = System.getModule("de.fum.coopto.inventory");
    var target = values.identify(container, "DockerContainer");
    var name = System.getModule("de.fum.coopto.internal.images").newName(reference), lines = values.texts(changes);
    var entry = System.getModule("de.fum.coopto.store").entry(target.node);
    lines.forEach(function (line) {
        if (!/^\s*(CMD|ENTRYPOINT|ENV|EXPOSE|LABEL|ONBUILD|STOPSIGNAL|USER|VOLUME|WORKDIR|HEALTHCHECK)\s/i.test(line)) {
            throw "COOPTO-400: \"" + line + "\" changes nothing of an image; write it as in a Dockerfile: ENV stage=test";
        }
    });
    var docker = System.getModule("de.fum.coopto.engine").connect(entry,
        "commit container \"" + target.name + "\" as \"" + name.text + "\"", 1800);
    var made = docker.call({
        method: "POST",
        path: "/commit",
        query: {
            container: target.id,
            repo: name.name,
            tag: name.version,
            comment: values.text(comment, "the comment"),
            author: values.text(author, "the author"),
            pause: values.otherwise(values.yesOrNo(pause, "whether to pause"), true),
            changes: lines.length > 0 ? lines : null
        },
        // Nothing differs from the container; without a body Podman refuses.
        body: {}
    });
    System.log(docker.what + ": " + made.Id);
    var image = inventory.getImage(entry, String(made.Id), 60);
    inventory.refresh("DockerImage", image.id);
    return image;
});
