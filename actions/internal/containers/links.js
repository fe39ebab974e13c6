/**
 * Write links the way Docker takes them, "container:alias". Without an alias the container's name serves.
 *
 * @param {Any} links - texts "container" or "container:alias", or composites of container and alias
 * @param {string} nodeId - the id of the node that all of them must be on
 * @returns {string[]} the links
 * @throws COOPTO-400 when one of them makes no sense, or leads to another node
 */
(function (links, nodeId) {
    var values = System.getModule("de.fum.coopto.values");
    return values.list(links).filter(function (link) {
        return String(link).trim() !== "";
    }).map(function (link) {
        var other = typeof link === "string" ? null : values.field(link, "container"), text, target, alias;
        if (other === null) {
            text = values.required(link, "a link");
        } else {
            alias = values.text(values.field(link, "alias"), "the alias of a link");
            // A name, perhaps as a Java string, or the container itself.
            text = typeof other.charAt === "function" ? String(other).trim() : null;
            if (text === null) {
                target = values.identify(other, "DockerContainer");
                if (target.node !== nodeId) {
                    throw "COOPTO-400: container \"" + target.name + "\" is on another node, and links end at their own";
                }
                text = target.name;
            }
            text += alias === null ? "" : ":" + alias;
        }
        var parts = /^\/?([A-Za-z0-9][A-Za-z0-9_.\-]*)(?::([A-Za-z0-9][A-Za-z0-9_.\-]*))?$/.exec(text);
        if (parts === null) {
            throw "COOPTO-400: \"" + text + "\" is no link; write container or container:alias";
        }
        return parts[1] + ":" + (parts[2] || parts[1]);
    });
});
