/**
 * Write what a network is to be the way Docker takes it, after checking it.
 *
 * @param {string} name - name of the network
 * @param {string} driver - left out: bridge
 * @param {string} subnet - such as "172.30.0.0/24", or nothing
 * @param {string} gateway - an address, or nothing
 * @param {string} ipRange - such as "172.30.0.128/25", or nothing
 * @param {boolean} internal - whether there is no way out
 * @param {boolean} attachable - whether containers outside a service may join it
 * @param {boolean} ipv6 - whether containers get IPv6 addresses too
 * @param {Any} labels - an object of texts
 * @param {Any} options - an object of texts
 * @returns {Any} the body of the request
 * @throws COOPTO-400 when something makes no sense
 */
(function (name, driver, subnet, gateway, ipRange, internal, attachable, ipv6, labels, options) {
    var values = System.getModule("de.fum.coopto.values");
    var called = values.required(name, "the name of the network"), pool = {}, body;
    var address = function (value, what, withLength) {
        var text = values.text(value, what);
        if (text !== null && !(withLength ? /^[0-9a-f:.]*[:.][0-9a-f:.]*\/\d{1,3}$/i : /^[0-9a-f:.]*[:.][0-9a-f:.]*$/i).test(text)) {
            throw "COOPTO-400: " + what + " must be written like " + (withLength ? "172.30.0.0/24" : "172.30.0.1") + ", not \"" + text + "\"";
        }
        return text;
    };
    if (!/^[a-zA-Z0-9][a-zA-Z0-9_.\-]*$/.test(called)) {
        throw "COOPTO-400: \"" + called + "\" is no name of a network: letters, digits, and behind the first one _ . -";
    }
    [["Subnet", subnet, "the subnet", true], ["Gateway", gateway, "the gateway", false], ["IPRange", ipRange, "the range of addresses", true]]
        .forEach(function (part) {
            var text = address(part[1], part[2] + " of the network", part[3]);
            if (text !== null) {
                pool[part[0]] = text;
            }
        });
    if (!pool.Subnet && (pool.Gateway || pool.IPRange)) {
        throw "COOPTO-400: the gateway and the range of addresses of the network need its subnet";
    }
    body = {
        Name: called,
        Driver: values.text(driver, "the driver of the network") || "bridge",
        Internal: values.flag(internal),
        EnableIPv6: values.flag(ipv6),
        Labels: labels,
        Options: options
    };
    if (pool.Subnet) {
        body.IPAM = { Driver: "default", Config: [pool] };
    }
    if (values.flag(attachable)) {
        body.Attachable = true;
    }
    return body;
});
