/**
 * The key store of a name. It is made when it is missing.
 *
 * @param {string} name - its name
 * @returns {Any} the key store, a Configurator:Keystore
 * @throws COOPTO-500 when it is not there and cannot be made, COOPTO-501 when there are none on this server
 */
(function (name) {
    var values = System.getModule("de.fum.coopto.values"), said = null, make;
    var internal = System.getModule("de.fum.coopto.internal.nodes"), keyStores = internal.keyStores();
    var find = function () {
        return values.list(Server.findAllForType("Configurator:Keystore")).filter(function (store) {
            return String(values.field(store, "name")) === name;
        })[0] || null;
    };
    var store = find();
    if (store === null) {
        try {
            make = keyStores.getCreateKeystoreAction();
            make.setModel(new ConfiguratorKeystore(null, name));
            said = internal.said(make.validate()) || internal.said(make.execute());
        } catch (e) {
            said = values.message(e);
        }
        store = find();
    }
    if (store === null) {
        throw "COOPTO-500: make the key store \"" + name + "\": " + (said || "this server does not list it") +
            "; make it with the workflow Create a keystore, and run this again";
    }
    return store;
});
