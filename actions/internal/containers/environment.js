/**
 * Take an environment: texts "KEY=value".
 *
 * @param {string[]} env - the texts
 * @returns {string[]} the same without empty ones
 * @throws COOPTO-400 when one of them has no name
 */
(function (env) {
    return System.getModule("de.fum.coopto.values").texts(env).map(function (variable) {
        // What is behind "=" may be a secret, and stays out of the message.
        if (!/^[^=\s]+=/.test(variable)) {
            throw "COOPTO-400: \"" + variable.split("=")[0] + "\" in the environment must be written KEY=value";
        }
        return variable;
    });
});
