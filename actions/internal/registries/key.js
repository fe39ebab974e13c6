/**
 * The name of an attribute of an account: one for each registry, whatever characters its name has.
 *
 * @param {string} kind - "account" or "password"
 * @param {string} registry - the registry; see address
 * @returns {string} such as "account_docker_2eio"
 */
(function (kind, registry) {
    return kind + "_" + String(registry).replace(/[^A-Za-z0-9]/g, function (c) {
        return "_" + ("0" + c.charCodeAt(0).toString(16)).slice(-2);
    });
});
