/**
 * Create a container from its description.
 *
 * @param {Any} target - the image: its node, id and name, as identify gives them
 * @param {string} name - name of the container, or null
 * @param {Any} description - as describe gives it
 * @returns {DockerContainer} the container, not started
 * @throws COOPTO-409 when the name is taken
 */
(function (target, name, description) {
    var values = System.getModule("de.fum.coopto.values"), inventory = System.getModule("de.fum.coopto.inventory");
    var engine = System.getModule("de.fum.coopto.engine"), entry = System.getModule("de.fum.coopto.store").entry(target.node);
    var what = "create container" + (name ? " \"" + name + "\"" : "") + " from \"" + target.name + "\"";
    var docker = engine.connect(entry, what, 60);
    if (description.HostConfig.NanoCpus) {
        docker.since("1.25", "a limit of processors");
    }
    // By name where there is one, for people who look at the container; it is the same image still.
    description.Image = System.getModule("de.fum.coopto.internal.images").names(docker, target.id).tags[0] || target.id;
    var made = docker.call({ method: "POST", path: "/containers/create", query: { name: name }, body: description });
    values.texts(made.Warnings).forEach(function (warning) {
        System.warn(docker.what + ": " + warning);
    });
    var container = inventory.getContainer(entry, String(made.Id), 60);
    System.log(docker.what + ": " + container.name);
    inventory.refresh("DockerContainer", container.id);
    return container;
});
