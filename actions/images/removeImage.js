/**
 * Remove an image: one of its names, or all of them and then the image itself. A name that others
 * share is only taken away; what other images are built on stays.
 *
 * @id 3d5254c5-94c9-4d0e-b412-69919812db17
 * @param {DockerImage} image - the image
 * @param {boolean} force - whether to remove it even if containers that do not run are made from it
 * @param {string} reference - the one name to remove, such as "postgres:16"; left out: all of them
 * @returns {string[]} what was removed, in Docker's words: names, and ids of layers
 * @throws COOPTO-409 when containers are made from it, before anything is removed
 */
(function (image, force, reference) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var images = System.getModule("de.fum.coopto.internal.images");
    var target = values.identify(image, "DockerImage"), forced = values.flag(force);
    var entry = System.getModule("de.fum.coopto.store").entry(target.node);
    var wanted = values.text(reference, "the name of the image") === null ? null : engine.reference(reference).text;
    var docker = engine.connect(entry, "remove image \"" + (wanted || target.name) + "\"", 60), removed = [], known = images.names(docker, target.id);
    var all = known.tags.concat(known.digests), names;
    if (wanted !== null && all.indexOf(wanted) < 0) {
        throw "COOPTO-404: " + docker.what + ": the image has no such name, but " + (all.join(", ") || "none at all");
    }
    if (wanted !== null && known.tags.length > 1) {
        names = [wanted];
    } else {
        // Docker would take the first names away before it finds out that the last one has to stay.
        var using = images.users(docker, target.id).filter(function (container) {
            return !forced || container.running;
        });
        if (using.length > 0) {
            throw "COOPTO-409: " + docker.what + ": " + using.map(function (container) {
                return "container \"" + container.name + "\" " + (container.running ? "runs from it" : "is made from it");
            }).join(", ");
        }
        // Digests go with the last tag of their repository; those of other repositories do not.
        names = known.tags.concat(known.digests.filter(function (digest) {
            return !known.tags.some(function (tag) {
                return tag.substring(0, tag.lastIndexOf(":")) === digest.split("@")[0];
            });
        }));
        names = names.length > 0 ? names : [target.id];
    }
    names.forEach(function (name) {
        values.list(docker.call({
            method: "DELETE",
            path: "/images/" + engine.path(name),
            query: { force: forced }
        })).forEach(function (item) {
            removed.push(String(item.Untagged || item.Deleted));
        });
    });
    System.log(docker.what + ": " + removed.join(", "));
    System.getModule("de.fum.coopto.inventory").refresh("DockerImage", image.id);
    return removed;
});
