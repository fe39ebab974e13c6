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
    var deployments = System.getModule("de.fum.coopto.internal.deployments");
    return deployments.planPart(deployment, "volumes", key, spec, ["driver", "labels", "options"], function (name, said) {
        return System.getModule("de.fum.coopto.internal.volumes").definition(name, said.driver,
            deployments.texts(said.labels, "labels"), deployments.texts(said.options, "options"));
    });
});
