/**
 * Give a container another name. One that has it already is left alone.
 *
 * @param {DockerContainer} container - the container
 * @param {string} name - the new name
 * @returns {DockerContainer} the container, with its new name
 * @throws COOPTO-409 when the name is taken
 */
(function (container, name) {
    var wanted = System.getModule("de.fum.coopto.values").required(name, "the new name").replace(/^\//, "");
    if (!/^[A-Za-z0-9][A-Za-z0-9_.\-]+$/.test(wanted)) {
        throw "COOPTO-400: \"" + wanted + "\" is no name of a container: two or more of letters, digits, _ . and -, " +
            "the first one a letter or a digit";
    }
    var reached = System.getModule("de.fum.coopto.internal.containers").reach(container, "rename {} to \"" + wanted + "\"", 60);
    // Docker takes the own name for one that is taken.
    if (String(reached.inspect().Name).replace(/^\//, "") !== wanted) {
        reached.call("POST", "/rename", { name: wanted });
    }
    return reached.again();
});
