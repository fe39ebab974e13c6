/**
 * Add a key with its certificate to a key store of the server, for Docker nodes that ask for one. The key
 * store is made when it is missing. The key is never logged.
 *
 * @param {string} name - the name of the key, in capitals or not unlike those of all other keys
 * @param {MimeAttachment} certificate - a PEM file: the key's certificate, and those between it and its authority
 * @param {SecureString} key - the private key as PEM, which may have lost its line ends; encrypted or not
 * @param {SecureString} passphrase - opens the key; left out when it is not encrypted
 * @param {string} keyStore - the name of the key store; left out: Coopto
 * @returns {string} the id of the key, for addDockerNode and editDockerNode
 * @throws COOPTO-400 when key and certificate are none, or the server refuses them; COOPTO-409 when there is a key of
 *     this name, which stays; COOPTO-501 on servers before 7
 */
(function (name, certificate, key, passphrase, keyStore) {
    var values = System.getModule("de.fum.coopto.values"), internal = System.getModule("de.fum.coopto.internal.nodes");
    var alias = values.required(name, "the name of the key"), owner = System.nextUUID(), said, added;
    var place = values.text(keyStore, "the name of the key store") || "Coopto";
    var privateKey = internal.privateKey(key), certificates = internal.certificates(certificate, "the certificate");
    var secret = passphrase === null || passphrase === undefined ? "" : String(passphrase);
    if (privateKey.encrypted && secret === "") {
        throw "COOPTO-400: the key is encrypted, and its passphrase is missing";
    }
    internal.keyStores();
    var named = function (known) {
        return known.name !== null && known.name.toLowerCase() === alias.toLowerCase();
    };
    // What the server says may quote what it was given.
    var discreet = function (text) {
        return privateKey.text.split("\n").concat(secret).reduce(function (left, part) {
            return part.length < 4 ? left : left.split(part).join("…");
        }, text);
    };
    // Locks outlive a script that fails, hence the finally.
    LockingSystem.lockAndWait("de.fum.coopto.keys", owner);
    try {
        var before = internal.clientKeys(), same = before.filter(named)[0];
        if (same) {
            throw "COOPTO-409: there is a key \"" + same.name + "\" already, with the id " + same.id + "; use that, or give another name";
        }
        var store = internal.keyStore(place);
        try {
            var entry = store.getAddEntryToKeystoreAction();
            entry.setModel(privateKey.text + certificates.join(""), alias, secret);
            said = internal.said(entry.validate()) || internal.said(entry.execute());
        } catch (e) {
            said = values.message(e);
        }
        if (said !== null) {
            throw "COOPTO-" + (/already|exists/i.test(said) ? 409 : 400) + ": add the key \"" + alias + "\" to the key store \"" + place +
                "\": " + discreet(said) + "; look whether the certificate is that of the key, and at the passphrase";
        }
        added = internal.clientKeys().filter(function (known) {
            return before.every(function (old) { return old.id !== known.id; });
        });
    } finally {
        LockingSystem.unlock("de.fum.coopto.keys", owner);
    }
    added = added.length > 1 ? added.filter(named) : added;
    if (added.length !== 1) {
        throw "COOPTO-500: the key \"" + alias + "\" is in the key store \"" + place + "\", and this server does not say with which id; look " +
            "for it among the keys of the inventory";
    }
    System.log("keeps the key \"" + alias + "\" in the key store \"" + place + "\", with the id " + added[0].id);
    return added[0].id;
});
