/**
 * Create a volume. One that is there already, with the same driver, is left as it is.
 *
 * @param {DockerNode} node - the node that gets it
 * @param {string} name - name of the volume; left out: Docker makes one up
 * @param {string} driver - left out: local
 * @param {string[]} options - for the driver, each "key=value", such as "type=tmpfs"
 * @param {string[]} labels - each "key=value"
 * @param {boolean} failIfSo - whether it is an error when there is a volume of that name
 * @returns {DockerVolume} the volume
 * @throws COOPTO-409 when there is one of that name with another driver
 */
(function (node, name, driver, options, labels, failIfSo) {
    var values = System.getModule("de.fum.coopto.values"), inventory = System.getModule("de.fum.coopto.inventory");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var body = System.getModule("de.fum.coopto.internal.volumes").definition(name, driver,
        values.pairs(labels, "the labels"), values.pairs(options, "the options"));
    var what = "create volume" + (body.Name === null ? "" : " \"" + body.Name + "\"");
    var docker = System.getModule("de.fum.coopto.engine").connect(entry, what, 60), exists;
    if (values.flag(failIfSo) && body.Name !== null) {
        // Docker does not say whether it made the volume or found it.
        exists = values.list(docker.call({ method: "GET", path: "/volumes", query: { filters: { name: [body.Name] } } }).Volumes);
        exists.forEach(function (volume) {
            if (String(volume.Name) === body.Name) {
                throw "COOPTO-304: " + docker.what + ": there is one of that name";
            }
        });
    }
    var made = docker.call({ method: "POST", path: "/volumes/create", body: values.filled(body) });
    System.log(docker.what + ": " + made.Name);
    var volume = inventory.getVolume(entry, String(made.Name), 60);
    inventory.refresh("DockerVolume", volume.id);
    return volume;
});
