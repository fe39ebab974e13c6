/**
 * Trust the authority that signed the certificates of Docker nodes, or such a certificate itself. What
 * is trusted is trusted by the whole server.
 *
 * @param {MimeAttachment} authority - a PEM file with one certificate or several
 * @throws COOPTO-400 when there is no certificate in it or the server refuses it, COOPTO-501 on servers before 7
 */
(function (authority) {
    var values = System.getModule("de.fum.coopto.values"), internal = System.getModule("de.fum.coopto.internal.nodes");
    var certificates = internal.certificates(authority, "the authority"), keyStores = internal.keyStores();
    certificates.forEach(function (certificate) {
        var said;
        try {
            var load = keyStores.getImportFromCerAction();
            load.getModel().content = certificate;
            said = internal.said(load.execute());
        } catch (e) {
            said = values.message(e);
        }
        // To trust somebody twice is no failure.
        if (said !== null && !/already|exists/i.test(said)) {
            throw "COOPTO-400: trust the authority: " + said + "; import it with the workflow Import a trusted certificate from a file";
        }
        System.log(said === null ? "trusts the authority of the file" : "trusts the authority of the file already: " + said);
    });
});
