// Config.getKeystores, as far as TLS needs it: what is trusted, and the keys that can be shown.

// An error of these calls is a text that they give, and nothing is thrown.
const told = function (work) {
    try {
        return work();
    } catch (error) {
        return String(error);
    }
};
const keyObject = (key) => reference({ id: key.id, name: key.alias, alias: key.alias }, "Configurator:Key", key.id, key.alias);
const keyStoreObject = function (store) {
    const object = { id: store.id, name: store.name };
    property(object, "keys", () => javaArray(call("keys.of", store.id).map(keyObject)));
    define(object, "getKeys", () => object.keys);
    define(object, "getAddEntryToKeystoreAction", function () {
        let pem = "", alias = "", password = null;
        const check = () => call("keys.check", pem, alias, password);
        return {
            setModel: function (newPem, newAlias, newPassword) {
                pem = text(newPem) || "";
                alias = text(newAlias) || "";
                password = text(newPassword);
            },
            validate: check,
            execute: () => told(() => check() || call("keys.add", store.id, pem, alias, password))
        };
    });
    lacks(object, "ConfiguratorKeystore", ["getRemoveKeystoreAction", "getRemoveEntryFromKeystoreAction"]);
    return reference(object, "Configurator:Keystore", store.id, store.name);
};

const allKeyStores = () => call("keys.stores").map(keyStoreObject);
const allKeys = () => [].concat.apply([], call("keys.stores").map((store) => call("keys.of", store.id).map(keyObject)));

hostObjects.ConfiguratorKeystore = function ConfiguratorKeystore(id, name) {
    this.id = text(id);
    this.name = text(name);
};

const keystores = {
    getImportCAFromUrlAction: function () {
        const proxy = { host: { value: null }, port: { value: null } };
        const model = { value: null, getProxyHost: () => proxy.host, getProxyPort: () => proxy.port };
        let alias = "", chain = null;
        // Host and port alone are as good as a URL.
        const url = () => text(model.value) === null || /:\/\//.test(model.value) ? text(model.value) : "https://" + model.value;
        const look = function () {
            if (proxy.host.value) { missing("import of a certificate by way of a proxy"); }
            chain = chain || call("trust.look", url());
            return chain;
        };
        return {
            getModel: () => model,
            getProxyHost: () => proxy.host,
            getProxyPort: () => proxy.port,
            validate: () => url() ? null : "the URL is missing",
            setCertificateAlias: function (value) { alias = text(value) || ""; },
            getCertInfo: () => look().info,
            getCertificateChainInfo: () => look().info,
            validateCertificates: function () {
                const seen = look();
                return {
                    isNoChainOfTrust: () => !seen.trusted, isCertificateExpired: () => seen.expired, isWrongDomain: () => seen.wrongDomain,
                    isNotValid: () => seen.expired || seen.error !== null, getCertificateHostName: () => seen.host,
                    getErrorText: () => seen.error
                };
            },
            execute: () => told(() => call("trust.add", alias, look().pem))
        };
    },
    getImportFromCerAction: function () {
        const model = { content: null };
        let alias = "";
        return {
            getModel: () => model,
            setCertificateAlias: function (value) { alias = text(value) || ""; },
            execute: () => told(() => call("trust.add", alias, text(model.content) || ""))
        };
    },
    getCreateKeystoreAction: function () {
        let name = null;
        const check = () => name === null || name === "" ? "the name of the key store is missing" : null;
        return {
            setModel: function (store) { name = text(store.name); },
            validate: check,
            execute: () => told(() => check() || call("keys.create", name))
        };
    },
    getKeystores: () => javaArray(allKeyStores())
};
hostObjects.Config = { getKeystores: () => keystores };
restorers.set("Configurator", function (id, type) {
    if (type === "Configurator:Keystore") {
        const stores = call("keys.stores").filter((store) => store.id === id);
        return stores.length === 0 ? null : keyStoreObject(stores[0]);
    }
    const key = call("keys.get", id);
    return key === null ? null : keyObject(key);
});
