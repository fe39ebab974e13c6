/**
 * What Docker takes for a protocol, from the configuration element NetworkTypes.
 *
 * @id 898510a5-5041-49d3-b299-79e37d7b56d6
 * @param {string} attributeName - such as "TCP"
 * @returns {string} such as "tcp"
 * @throws COOPTO-404 when the element has no such attribute
 */
(function (attributeName) {
    var name = System.getModule("de.fum.coopto.values").required(attributeName, "the name of a protocol");
    var found = System.getModule("de.fum.coopto.internal.containers").enumeration("NetworkTypes");
    if (!Object.prototype.hasOwnProperty.call(found, name)) {
        throw "COOPTO-404: Library/Coopto/Container/enums/NetworkTypes has no \"" + name + "\"";
    }
    return found[name];
});
