/**
 * Run the MySQL database of the portal, and wait until it takes connections.
 *
 * @param {DockerNode} node - the node
 * @param {string} image - such as "mysql:8.0"
 * @param {string} name - name of the container
 * @param {string} network - name of the network that the portal joins too
 * @param {string} alias - the name that the portal knows the database by
 * @param {SecureString} password - password of the database's user "liferay", and of its administrator
 * @param {number} seconds - how long to wait, 1 to 3600; left out: 300
 * @returns {DockerContainer} the container, running
 * @throws COOPTO-504 when that takes too long
 */
(function (node, image, name, network, alias, password, seconds) {
    var values = System.getModule("de.fum.coopto.values"), containers = System.getModule("de.fum.coopto.containers");
    var secret = values.required(password, "the password of the database"), began = new Date().getTime(), code;
    var most = values.integer(seconds, "the time to wait", 1, 3600), container, found;
    most = most === null ? 300 : most;
    container = containers.runContainer(node, image, name, null, [
        "MYSQL_ROOT_PASSWORD=" + secret,
        "MYSQL_DATABASE=lportal",
        "MYSQL_USER=liferay",
        "MYSQL_PASSWORD=" + secret
    ], null, false, null, null, network, [values.required(alias, "the name of the database")], null, null, null, null, false, false, most);
    for (;;) {
        // Over TCP, which the database does not take until it is set up. The password is in the environment.
        found = containers.runCommand(container, ["sh", "-c",
            "mysqladmin ping --silent --host=127.0.0.1 --user=\"$MYSQL_USER\" --password=\"$MYSQL_PASSWORD\""],
            null, null, null, false, 60, false);
        // What Properties give back is a number of Java.
        code = Number(found.get("exitCode"));
        if (code === 126 || code === 127) {
            System.warn("container \"" + container.name + "\" has no mysqladmin, so nobody knows whether it takes connections yet");
            return container;
        }
        if (code === 0) {
            return container;
        }
        if (new Date().getTime() - began > most * 1000) {
            throw "COOPTO-504: the database \"" + container.name + "\" takes no connections after " + most + " seconds";
        }
        System.sleep(3000);
    }
});
