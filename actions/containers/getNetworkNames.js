/**
 * The names of the networks of a node, for a form to choose from: tolerates whatever is not filled in yet.
 *
 * @param {Any} object - the node, or something on it
 * @returns {string[]} the names; empty when the object is missing or the node does not answer
 */
(function (object) {
    var values = System.getModule("de.fum.coopto.values");
    if (object === null || object === undefined) {
        return [];
    }
    try {
        // The id of the node is the first part of every id.
        var entry = System.getModule("de.fum.coopto.store").entry(String(object.id).split("/")[0]);
        return values.list(System.getModule("de.fum.coopto.engine").connect(entry, "list networks", 10).call({
            method: "GET",
            path: "/networks"
        })).map(function (network) {
            return String(network.Name);
        }).sort();
    } catch (e) {
        System.debug(values.message(e));
        return [];
    }
});
