/**
 * Pull an image onto a node, for a platform that need not be the node's. Uses the account of the node,
 * or the one that is kept for the registry, where there is one.
 *
 * @param {DockerNode} node - the node that pulls
 * @param {string} reference - such as "postgres:latest"; without a tag, latest
 * @param {string} platform - such as "linux/arm64", where the image has several; left out: that of the node
 * @returns {DockerImage} the image as the node now has it
 */
(function (node, reference, platform) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var inventory = System.getModule("de.fum.coopto.inventory");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var image = engine.reference(reference), system = values.text(platform, "the platform"), docker;
    if (system !== null && !/^[a-z0-9]+(\/[a-z0-9]+(\/[a-z0-9.]+)?)?$/.test(system)) {
        throw "COOPTO-400: the platform must be written like linux/amd64 or linux/arm/v7, not \"" + system + "\"";
    }
    docker = engine.connect(entry, "pull \"" + image.text + "\"", 1800);
    if (system !== null) {
        docker.since("1.32", "to choose a platform");
    }
    // The tag goes separately: without it Docker pulls every tag there is.
    var reports = engine.progress(docker.call({
        method: "POST",
        path: "/images/create",
        query: { fromImage: image.name, tag: image.version, platform: system },
        headers: engine.credentials(entry, image.registry),
        plain: true
    }), docker.what);
    var last = reports.length > 0 ? reports[reports.length - 1].status : "";
    System.log(docker.what + ": " + (last || "done"));
    var pulled = inventory.getImage(entry, image.text, 60);
    inventory.refresh("DockerImage", pulled.id);
    return pulled;
});
