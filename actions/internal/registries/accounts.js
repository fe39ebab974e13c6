/**
 * All accounts that are kept, by registry, without their passwords.
 *
 * @returns {Any[]} objects with registry and user
 */
(function () {
    var values = System.getModule("de.fum.coopto.values"), found = [];
    var element = System.getModule("de.fum.coopto.internal.registries").element(false);
    (element ? values.list(element.attributes) : []).forEach(function (attribute) {
        var account;
        if (String(attribute.name).indexOf("account_") !== 0) {
            return;
        }
        try {
            account = JSON.parse(String(attribute.value));
            found.push({ registry: values.required(account.registry, "registry"), user: values.required(account.user, "user") });
        } catch (e) {
            // One account that somebody broke by hand must not hide the others.
            System.warn("Library/Coopto/Registries: " + attribute.name + " is passed over: " + values.message(e));
        }
    });
    return found.sort(function (a, b) {
        return a.registry < b.registry ? -1 : 1;
    });
});
