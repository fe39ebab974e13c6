/**
 * Check a network of a description, and write what Docker is to be asked for.
 *
 * @param {string} deployment - name of the deployment
 * @param {string} key - what the network is called in the description
 * @param {Any} spec - what the description says: driver, subnet, gateway, ipRange, internal, attachable, ipv6, labels,
 *     options, name; or external (and name): it is there already, and stays
 * @returns {Any} an object with key, name, external and body
 * @throws COOPTO-400 that names the place in the description
 */
(function (deployment, key, spec) {
    var deployments = System.getModule("de.fum.coopto.internal.deployments");
    return deployments.planPart(deployment, "networks", key, spec,
        ["driver", "subnet", "gateway", "ipRange", "internal", "attachable", "ipv6", "labels", "options"],
        function (name, said) {
            return System.getModule("de.fum.coopto.internal.networks").definition(name, said.driver, said.subnet, said.gateway,
                said.ipRange, said.internal, said.attachable, said.ipv6, deployments.texts(said.labels, "labels"),
                deployments.texts(said.options, "options"));
        });
});
