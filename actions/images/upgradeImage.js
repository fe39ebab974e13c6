/**
 * Pull an image again, to have what its names mean at the registry now. Containers keep the image
 * that they were made from; where it is another one now, the old one stays without that name.
 *
 * @id 45f19957-985b-47ea-a4ce-145ab345c77c
 * @param {DockerImage} image - the image
 * @param {string} reference - the one name to pull, such as "postgres:16"; left out: all its tags
 * @returns {DockerImage} the image that the name means now; with several, the first of them
 * @throws COOPTO-409 when it has no tag, so that nobody knows where it came from
 */
(function (image, reference) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var images = System.getModule("de.fum.coopto.images"), inventory = System.getModule("de.fum.coopto.inventory");
    var target = values.identify(image, "DockerImage");
    var entry = System.getModule("de.fum.coopto.store").entry(target.node);
    var wanted = values.text(reference, "the name of the image") === null ? null : engine.reference(reference).text;
    var docker = engine.connect(entry, "upgrade image \"" + target.name + "\"", 60);
    var tags = System.getModule("de.fum.coopto.internal.images").names(docker, target.id).tags;
    if (wanted !== null && tags.indexOf(wanted) < 0) {
        throw "COOPTO-404: " + docker.what + ": it has no tag \"" + wanted + "\", but " + (tags.join(", ") || "none at all");
    }
    if (tags.length === 0) {
        throw "COOPTO-409: " + docker.what + ": it has no tag, and what is named by its content never changes";
    }
    var pulled = (wanted === null ? tags : [wanted]).map(function (tag) {
        return images.pullImage(inventory.makeNode(entry), tag);
    });
    if (String(pulled[0].id) !== String(image.id)) {
        inventory.refresh("DockerImage", image.id);
    }
    System.log(docker.what + ": " + (String(pulled[0].id) === String(image.id) ? "it was up to date" : "there is a newer one now"));
    return pulled[0];
});
