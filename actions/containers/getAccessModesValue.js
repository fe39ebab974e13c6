/**
 * What Docker takes for an access mode, from the configuration element AccessModes.
 *
 * @id 44fa0601-2b84-4dcc-b31a-ff50f21a9579
 * @param {string} attributeName - such as "ReadOnly"
 * @returns {string} such as "ro"
 * @throws COOPTO-404 when the element has no such attribute
 */
(function (attributeName) {
    return System.getModule("de.fum.coopto.internal.containers").enumerated("AccessModes", attributeName, "an access mode");
});
