/**
 * Take Coopto away from the server: the definitions of its inventory, and where that is wished all
 * nodes, accounts and passwords. The package itself is removed like any other afterwards. Docker,
 * its images and its containers stay as they are.
 *
 * @param {boolean} forgetNodes - whether nodes, accounts of registries and passwords are forgotten too
 * @returns {string[]} what was taken away; a sentence each
 */
(function (forgetNodes) {
    var values = System.getModule("de.fum.coopto.values"), store = System.getModule("de.fum.coopto.store");
    var registries = System.getModule("de.fum.coopto.registries"),
        internal = System.getModule("de.fum.coopto.internal.registries");
    var report = System.getModule("de.fum.coopto.inventory").undefine(), element = store.element(false), names;
    if (values.flag(forgetNodes)) {
        names = values.list(element && element.attributes).map(function (attribute) {
            return String(attribute.name);
        }).filter(function (name) {
            return /^(node|password)_/.test(name);
        });
        store.drop(names);
        report.push("forgot Docker nodes: " + names.filter(function (name) {
            return name.indexOf("node_") === 0;
        }).length);
        internal.accounts().forEach(function (account) {
            registries.removeRegistryAccount(account.registry);
            report.push("forgot the account at " + account.registry);
        });
    }
    if (report.length === 0) {
        report.push("there was nothing to take away");
    }
    report.forEach(function (line) {
        System.log(line);
    });
    return report;
});
