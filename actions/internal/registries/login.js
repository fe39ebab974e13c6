/**
 * An account the way Docker takes it.
 *
 * @param {string} registry - the registry; see address
 * @param {string} user - name of the account
 * @param {SecureString} password - its password or token
 * @returns {Any} an object with username, password and serveraddress
 */
(function (registry, user, password) {
    return {
        username: user,
        password: password,
        // Docker Hub keeps its accounts at another address than its images.
        serveraddress: registry === "docker.io" ? "https://index.docker.io/v1/" : registry
    };
});
