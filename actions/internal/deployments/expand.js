/**
 * Put the values of secrets into a text: ${NAME} stands for one, and $${ for ${ itself.
 *
 * @param {string} text - the text
 * @param {Any} secrets - the values by name
 * @returns {string} the text with the values
 * @throws COOPTO-400 when there is no such value
 */
(function (text, secrets) {
    return String(text).replace(/\$\$\{|\$\{([^}]*)\}?/g, function (all, name) {
        if (all === "$${") {
            return "${";
        }
        if (!Object.prototype.hasOwnProperty.call(secrets, name) || secrets[name] === null || typeof secrets[name] === "object") {
            throw "COOPTO-400: the secrets have no text \"" + name + "\"; for ${ itself write $${";
        }
        return String(secrets[name]);
    });
});
