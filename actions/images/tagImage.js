/**
 * Give an image one more name. If another image has that name, that one loses it.
 *
 * @param {DockerImage} image - the image
 * @param {string} reference - the new name, such as "registry.example.org/team/app:1.0"; without a tag, latest
 * @returns {DockerImage} the image as the node now has it
 * @throws COOPTO-404 when the node has it no longer
 */
(function (image, reference) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var inventory = System.getModule("de.fum.coopto.inventory"), target = values.identify(image, "DockerImage");
    var name = System.getModule("de.fum.coopto.internal.images").newName(reference);
    var entry = System.getModule("de.fum.coopto.store").entry(target.node);
    var docker = engine.connect(entry, "tag image \"" + target.name + "\" as \"" + name.text + "\"", 60);
    docker.change({
        method: "POST",
        path: "/images/" + engine.path(target.id) + "/tag",
        query: { repo: name.name, tag: name.version }
    });
    System.log(docker.what + ": done");
    inventory.refresh("DockerImage", image.id);
    return inventory.getImage(entry, name.text, 60);
});
