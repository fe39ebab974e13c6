/**
 * Signals, for a form to choose from: the names in the configuration element UnixSignals.
 *
 * @id c9fad03e-4a19-4d64-a931-fb4c908b4303
 * @returns {string[]} such as "SIGTERM"; empty when the element is missing
 */
(function () {
    return Object.keys(System.getModule("de.fum.coopto.internal.containers").enumeration("UnixSignals"));
});
