/**
 * Remove a volume and what is in it.
 *
 * @param {DockerVolume} volume - the volume
 * @param {boolean} force - whether to forget it even when its driver has lost it
 * @throws COOPTO-409 when containers have it, running or not
 */
(function (volume, force) {
    var values = System.getModule("de.fum.coopto.values"), target = values.identify(volume, "DockerVolume");
    var engine = System.getModule("de.fum.coopto.engine"), entry = System.getModule("de.fum.coopto.store").entry(target.node);
    var docker = engine.connect(entry, "remove volume \"" + target.id + "\"", 60);
    var using = System.getModule("de.fum.coopto.internal.volumes").users(docker, target.id);
    if (using.length > 0) {
        throw "COOPTO-409: " + docker.what + ": containers have it: " + using.join(", ");
    }
    if (values.flag(force)) {
        docker.since("1.25", "to remove a volume by force");
    }
    docker.change({
        method: "DELETE",
        path: "/volumes/" + engine.segment(target.id),
        query: { force: values.flag(force) ? true : null }
    });
    System.log(docker.what + ": done");
    System.getModule("de.fum.coopto.inventory").refresh("DockerVolume", volume.id);
});
