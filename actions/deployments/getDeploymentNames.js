/**
 * The names of the deployments of a node, for a form to choose from: tolerates whatever is not filled in yet.
 *
 * @param {DockerNode} node - the node, or nothing
 * @returns {string[]} the names; empty when there is no node, or no answer
 */
(function (node) {
    try {
        return System.getModule("de.fum.coopto.deployments").listDeployments(node, 10).map(function (deployment) {
            return deployment.name;
        });
    } catch (e) {
        System.debug(System.getModule("de.fum.coopto.values").message(e));
        return [];
    }
});
