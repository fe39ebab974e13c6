/**
 * The labels that everything of a deployment has, so that it is found again.
 *
 * @param {string} name - name of the deployment
 * @param {string} part - what it is called in the description
 * @param {Any} body - what Docker is asked to make, without these labels
 * @param {number} order - its place in the order of the containers
 * @returns {Any} an object of texts
 */
(function (name, part, body, order) {
    return {
        "de.fum.coopto.deployment": name,
        "de.fum.coopto.part": part,
        "de.fum.coopto.order": String(order),
        "de.fum.coopto.content": System.getModule("de.fum.coopto.internal.deployments").checksum(JSON.stringify(body))
    };
});
