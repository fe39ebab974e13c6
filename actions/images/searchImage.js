/**
 * Search the registry for images, Docker Hub unless the term names another host. The node searches,
 * so it needs the way out. What is found is logged with its description.
 *
 * @id 9f0df9bd-8e57-492b-a08e-df05688638de
 * @param {string} term - a word of the name, such as "postgres"
 * @param {number} limit - how many at most, 1 to 100; left out: 25, and 0: as many as Docker gives, which is 100
 * @param {DockerNode} node - the node that searches
 * @param {boolean} officialOnly - whether to find official images only
 * @param {number} stars - how many stars an image has at least; left out: any number
 * @returns {string[]} the names, as Docker ranks them
 * @throws COOPTO-500 when the node cannot reach the registry
 */
(function (term, limit, node, officialOnly, stars) {
    var values = System.getModule("de.fum.coopto.values");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    return System.getModule("de.fum.coopto.internal.images").findImages(entry, term, limit, officialOnly, stars, 60).map(function (hit) {
        System.log(hit.name + " (" + (hit.official ? "official, " : "") + hit.stars + " stars) " + hit.description);
        return hit.name;
    });
});
