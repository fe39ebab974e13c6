/**
 * The drivers that a node has for networks or volumes, for a form to choose from: tolerates whatever is not filled in yet.
 *
 * @param {DockerNode} node - the node, or nothing
 * @param {string} kind - "Network" or "Volume"
 * @returns {string[]} such as "bridge"; those that every Docker Engine has when there is no node, or no answer
 */
(function (node, kind) {
    var values = System.getModule("de.fum.coopto.values"), usual = String(kind) === "Volume" ? ["local"] : ["bridge"], info, found;
    try {
        info = System.getModule("de.fum.coopto.engine").connect(
            System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node), "list drivers", 10
        ).call({ method: "GET", path: "/info" });
        // Nobody makes further networks of these two.
        found = values.texts(info.Plugins && info.Plugins[String(kind)]).filter(function (driver) {
            return driver !== "host" && driver !== "null";
        });
        return found.length > 0 ? found : usual;
    } catch (e) {
        System.debug(values.message(e));
        return usual;
    }
});
