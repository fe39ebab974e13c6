/**
 * The layers of an image, newest first, and how each was made.
 *
 * @param {DockerImage} image - the image
 * @returns {Any[]} objects with id ("" when only the registry knows it), created (a date as text), createdBy,
 *     size (bytes), tags and comment
 */
(function (image) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var target = values.identify(image, "DockerImage");
    var entry = System.getModule("de.fum.coopto.store").entry(target.node);
    return values.list(engine.connect(entry, "show the history of image \"" + target.name + "\"", 60).call({
        method: "GET",
        path: "/images/" + engine.path(target.id) + "/history"
    })).map(function (layer) {
        return {
            id: layer.Id && layer.Id !== "<missing>" ? String(layer.Id) : "",
            created: layer.Created ? new Date(layer.Created * 1000).toISOString() : "",
            createdBy: String(layer.CreatedBy || ""),
            size: Number(layer.Size || 0),
            tags: values.texts(layer.Tags),
            comment: String(layer.Comment || "")
        };
    });
});
