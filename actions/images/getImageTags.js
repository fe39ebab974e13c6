/**
 * The tags of an image, for a form to choose from: tolerates whatever is not filled in yet.
 *
 * @param {DockerImage} image - the image, or nothing
 * @returns {string[]} such as "postgres:16"; empty when there is no image, or no answer
 */
(function (image) {
    var values = System.getModule("de.fum.coopto.values"), target, entry;
    try {
        target = values.identify(image, "DockerImage");
        entry = System.getModule("de.fum.coopto.store").entry(target.node);
        return System.getModule("de.fum.coopto.internal.images").names(
            System.getModule("de.fum.coopto.engine").connect(entry, "list tags of image \"" + target.name + "\"", 10), target.id
        ).tags;
    } catch (e) {
        System.debug(values.message(e));
        return [];
    }
});
