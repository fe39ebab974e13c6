/**
 * Pull an image onto a node: the tag that is named, and no other. Uses the account of the node, or the one
 * that is kept for the registry, where there is one.
 *
 * @id d21d1992-152b-4396-a9f3-e165b6506840
 * @param {DockerNode} node - the node that pulls
 * @param {string} reference - such as "postgres:latest"; without a tag, latest
 * @returns {DockerImage} the image as the node now has it
 */
(function (node, reference) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var inventory = System.getModule("de.fum.coopto.inventory");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var image = engine.reference(reference), what = "pull \"" + image.text + "\"";
    // The tag goes separately: without it Docker pulls every tag there is.
    var reports = engine.progress(engine.connect(entry, what, 1800).call({
        method: "POST",
        path: "/images/create",
        query: { fromImage: image.name, tag: image.version },
        headers: engine.credentials(entry, image.registry),
        plain: true
    }), what + " on \"" + entry.displayName + "\"");
    var last = reports.length > 0 ? reports[reports.length - 1].status : "";
    System.log(what + " on \"" + entry.displayName + "\": " + (last || "done"));
    var pulled = inventory.getImage(entry, image.text, 60);
    inventory.refresh("DockerImage", pulled.id);
    return pulled;
});
