/**
 * The environment that tells a console in the browser which machine to connect to.
 *
 * @param {string} sshIp - host name or address of the machine
 * @param {number} sshPort - its port; left out: 22
 * @param {string} sshUser - the user; left out: root
 * @returns {string[]} the environment
 */
(function (sshIp, sshPort, sshUser) {
    var values = System.getModule("de.fum.coopto.values"), port = values.integer(sshPort, "the port of the machine", 1, 65535);
    var host = values.required(sshIp, "the machine"), user = values.text(sshUser, "the user") || "root";
    if (/[\s\/]|^-/.test(host) || /\s|^-/.test(user)) {
        throw "COOPTO-400: \"" + user + "\" at \"" + host + "\" is no user at a machine";
    }
    return ["SSHHOST=" + host, "SSHPORT=" + (port === null ? 22 : port), "SSHUSER=" + user];
});
