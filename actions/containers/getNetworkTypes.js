/**
 * Protocols of ports, for a form to choose from: the names in the configuration element NetworkTypes.
 *
 * @id 2abe9c65-1bfe-4ad3-8623-65d17013a936
 * @returns {string[]} such as "TCP"; empty when the element is missing
 */
(function () {
    return Object.keys(System.getModule("de.fum.coopto.internal.containers").enumeration("NetworkTypes"));
});
