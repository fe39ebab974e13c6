/**
 * How a container may use a volume, for a form to choose from: the names in the configuration element AccessModes.
 *
 * @id e8a45d33-179e-4d34-8e6f-576f41654d40
 * @returns {string[]} such as "ReadOnly"; empty when the element is missing
 */
(function () {
    return Object.keys(System.getModule("de.fum.coopto.internal.containers").enumeration("AccessModes"));
});
