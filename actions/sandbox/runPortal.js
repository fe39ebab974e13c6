/**
 * Run the Liferay portal on its database. It takes some minutes until it answers.
 *
 * @param {DockerNode} node - the node
 * @param {string} image - such as "liferay/portal:7.4.3.132-ga132"
 * @param {string} name - name of the container
 * @param {string} network - name of the network that the database is in
 * @param {string} alias - the name of the database there
 * @param {SecureString} password - password of the database's user "liferay"
 * @param {number} hostPort - the port of the node that leads to the portal; left out: Docker picks one
 * @returns {DockerContainer} the container, running
 */
(function (node, image, name, network, alias, password, hostPort) {
    var values = System.getModule("de.fum.coopto.values"), setting = "LIFERAY_JDBC_PERIOD_DEFAULT_PERIOD_";
    var port = values.integer(hostPort, "the port of the portal", 0, 65535);
    var database = values.required(alias, "the name of the database");
    return System.getModule("de.fum.coopto.containers").runContainer(node, image, name, null, [
        // The upper case letters in the middle stand for those of driverClassName.
        setting + "DRIVER_UPPERCASEC_LASS_UPPERCASEN_AME=com.mysql.cj.jdbc.Driver",
        setting + "URL=jdbc:mysql://" + database + ":3306/lportal?useUnicode=true&characterEncoding=UTF-8&useFastDateParsing=false" +
            "&allowPublicKeyRetrieval=true&useSSL=false",
        setting + "USERNAME=liferay",
        setting + "PASSWORD=" + values.required(password, "the password of the database")
    ], [{ exposed: 8080, host: port === null ? 0 : port, protocol: "tcp" }], false, null, null, network, null, null, null, null, null,
        false, false, 0);
});
