/**
 * Check a network or a volume of a description, and write what Docker is to be asked for.
 *
 * @param {string} deployment - name of the deployment
 * @param {string} kind - networks or volumes
 * @param {string} key - what it is called in the description
 * @param {Any} spec - what the description says: name, and what the definition knows; or external (and name): it is
 *     there already, and stays
 * @param {string[]} known - the keys that the definition knows
 * @param {Any} define - a function that is given the name and what is said, and returns the body of the request
 * @returns {Any} an object with key, name, external and body
 * @throws COOPTO-400 that names the place in the description
 */
(function (deployment, kind, key, spec, known, define) {
    var values = System.getModule("de.fum.coopto.values"), deployments = System.getModule("de.fum.coopto.internal.deployments");
    var place = kind + "." + key, said = deployments.fields(spec, place, known.concat("name", "external"));
    var external = values.flag(said.external), name;
    try {
        name = values.text(said.name, "the name") || (external ? key : deployment + "-" + key);
        if (external) {
            deployments.fields(said, place + " (external)", ["name", "external"]);
        }
        return { key: key, name: name, external: external, body: external ? null : define(name, said) };
    } catch (e) {
        throw deployments.misplaced(place, e, "");
    }
});
