/**
 * All that Docker knows of an image.
 *
 * @param {DockerImage} image - the image
 * @returns {Any} the object that Docker gives: Id, RepoTags, Os, Architecture, Size, Config and more
 */
(function (image) {
    var engine = System.getModule("de.fum.coopto.engine");
    var target = System.getModule("de.fum.coopto.values").identify(image, "DockerImage");
    return engine.connect(System.getModule("de.fum.coopto.store").entry(target.node), "inspect image \"" + target.name + "\"", 60).call({
        method: "GET",
        path: "/images/" + engine.path(target.id) + "/json"
    });
});
