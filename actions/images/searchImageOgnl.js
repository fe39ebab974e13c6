/**
 * Search the registry while somebody types: for forms, which ask again and again, with inputs that are
 * not there yet. Asks from the third letter on.
 *
 * @id e082cb07-e971-4533-9465-30c7009487c7
 * @param {string} term - a word of the name
 * @param {number} limit - how many at most, 1 to 100
 * @param {DockerNode} node - the node that searches
 * @returns {string[]} the names; none when something is missing or the node finds nothing
 */
(function (term, limit, node) {
    var values = System.getModule("de.fum.coopto.values"), word, entry;
    try {
        word = values.text(term, "the word to search for");
        if (word === null || word.length < 3 || node === null || node === undefined) {
            return [];
        }
        entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
        return System.getModule("de.fum.coopto.internal.images").findImages(entry, word, limit, false, null, 10).map(function (hit) {
            return hit.name;
        });
    } catch (e) {
        // A form cannot show a failure; who opens the server's log finds it.
        System.warn(values.message(e));
        return [];
    }
});
