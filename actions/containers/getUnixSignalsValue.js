/**
 * What Docker takes for a signal, from the configuration element UnixSignals.
 *
 * @id 84d5e2a2-cfc1-41df-874a-03d8f2cabdd4
 * @param {string} attributeName - such as "SIGTERM"
 * @returns {string} such as "SIGTERM"
 * @throws COOPTO-404 when the element has no such attribute
 */
(function (attributeName) {
    return System.getModule("de.fum.coopto.internal.containers").enumerated("UnixSignals", attributeName, "a signal");
});
