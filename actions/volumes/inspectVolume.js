/**
 * All that Docker knows of a volume, and the containers that have it.
 *
 * @param {DockerVolume} volume - the volume
 * @returns {Any} the object that Docker gives: Name, Driver, Mountpoint, Labels and more; and Containers, a list of names
 */
(function (volume) {
    var target = System.getModule("de.fum.coopto.values").identify(volume, "DockerVolume");
    var engine = System.getModule("de.fum.coopto.engine"), entry = System.getModule("de.fum.coopto.store").entry(target.node);
    var docker = engine.connect(entry, "inspect volume \"" + target.id + "\"", 60);
    var found = docker.call({ method: "GET", path: "/volumes/" + engine.segment(target.id) });
    found.Containers = System.getModule("de.fum.coopto.internal.volumes").users(docker, target.id);
    return found;
});
