/**
 * Check a volume of a description, and write what Docker is to be asked for.
 *
 * @param {string} deployment - name of the deployment
 * @param {string} key - what the volume is called in the description
 * @param {Any} spec - what the description says: driver, labels, options, name; or external (and name): it is there
 *     already, and stays
 * @returns {Any} an object with key, name, external and body
 * @throws COOPTO-400 that names the place in the description
 */
(function (deployment, key, spec) {
    var values = System.getModule("de.fum.coopto.values"), deployments = System.getModule("de.fum.coopto.internal.deployments");
    var place = "volumes." + key, said = deployments.fields(spec, place, ["driver", "labels", "options", "name", "external"]);
    var external = values.flag(said.external), name;
    try {
        name = values.text(said.name, "the name") || (external ? key : deployment + "-" + key);
        if (external) {
            deployments.fields(said, place + " (external)", ["name", "external"]);
            return { key: key, name: name, external: true, body: null };
        }
        return {
            key: key,
            name: name,
            external: false,
            body: System.getModule("de.fum.coopto.internal.volumes").definition(name, said.driver,
                deployments.texts(said.labels, "labels"), deployments.texts(said.options, "options"))
        };
    } catch (e) {
        throw deployments.misplaced(place, e, "");
    }
});
