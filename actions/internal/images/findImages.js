/**
 * Ask a node to search the registry: what searchImage and searchImageOgnl have in common.
 *
 * @param {Any} entry - the node's entry in the store
 * @param {string} term - a word of the name
 * @param {number} limit - how many at most, 1 to 100; left out: 25, and 0: 100
 * @param {boolean} officialOnly - whether to find official images only
 * @param {number} stars - how many stars an image has at least, or nothing
 * @param {number} seconds - how long to wait for an answer
 * @returns {Any[]} objects with name, description, stars and official
 */
(function (entry, term, limit, officialOnly, stars, seconds) {
    var values = System.getModule("de.fum.coopto.values"), filters = {};
    var wanted = values.required(term, "the word to search for");
    var most = values.integer(limit, "the number of images to find", 0, 100);
    var least = values.integer(stars, "the number of stars", 0, 1000000000);
    if (values.flag(officialOnly)) {
        filters["is-official"] = ["true"];
    }
    if (least !== null && least > 0) {
        filters.stars = [String(least)];
    }
    var docker = System.getModule("de.fum.coopto.engine").connect(entry, "search for images \"" + wanted + "\"", seconds);
    var hits = values.list(docker.call({
        method: "GET",
        path: "/images/search",
        query: {
            term: wanted,
            limit: most === null ? 25 : (most || 100),
            filters: Object.keys(filters).length > 0 ? filters : null
        }
    }));
    return hits.map(function (hit) {
        return {
            name: String(hit.name),
            description: String(hit.description || ""),
            stars: Number(hit.star_count || 0),
            official: hit.is_official === true
        };
    });
});
