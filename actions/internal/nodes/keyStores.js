/**
 * What the server does with its key stores.
 *
 * @returns {Any} the server's object
 * @throws COOPTO-501 when it has none for scripts
 */
(function () {
    try {
        return Config.getKeystores();
    } catch (e) {
        throw "COOPTO-501: this server lets no script at its key stores, as those before 7 do not: let it reach the node without client " +
            "certificates, in a closed network or by a proxy that talks TLS: " + System.getModule("de.fum.coopto.values").message(e);
    }
});
