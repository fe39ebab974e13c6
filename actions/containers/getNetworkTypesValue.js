/**
 * What Docker takes for a protocol, from the configuration element NetworkTypes.
 *
 * @id 898510a5-5041-49d3-b299-79e37d7b56d6
 * @param {string} attributeName - such as "TCP"
 * @returns {string} such as "tcp"
 * @throws COOPTO-404 when the element has no such attribute
 */
(function (attributeName) {
    return System.getModule("de.fum.coopto.internal.containers").enumerated("NetworkTypes", attributeName, "a protocol");
});
