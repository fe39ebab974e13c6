/**
 * One of the kinds of objects that a node has; see kinds.
 *
 * @param {string} name - its type, the type of its folder, or the end of the folder's id; with or without "Coopto."
 * @returns {Any} the kind, or null
 */
(function (name) {
    var wanted = String(name).replace(/^Coopto\./, "");
    return System.getModule("de.fum.coopto.inventory").kinds().filter(function (kind) {
        return kind.type === wanted || kind.folder === wanted || kind.part === wanted;
    })[0] || null;
});
