/**
 * Write which networks a container joins, and how. In each it has its name in the description as an alias.
 *
 * @param {Any} plan - the plan so far: networks
 * @param {string} key - what the container is called in the description
 * @param {Any} said - what the description says of it: networks, a list of names, or an object with aliases, address
 *     and addressV6 for each; or networkMode: host, none or bridge
 * @param {Any} enter - a function that is told which part is being read
 * @returns {Any} an object with mode and endpoints (for the creation), and others (joined afterwards, as Engines
 *     before API 1.44 take one only): name and endpoint
 * @throws COOPTO-400 when there is no such network
 */
(function (plan, key, said, enter) {
    var values = System.getModule("de.fum.coopto.values"), deployments = System.getModule("de.fum.coopto.internal.deployments");
    var wanted = said.networks, mode = values.text(said.networkMode, "it"), joined = [], endpoints = {};
    enter("networkMode");
    if (mode !== null) {
        if (!/^(host|none|bridge)$/.test(mode)) {
            throw "COOPTO-400: it must be host, none or bridge, not \"" + mode + "\"";
        }
        if (wanted) {
            throw "COOPTO-400: with it, there can be no networks";
        }
        return { mode: mode, endpoints: {}, others: [] };
    }
    enter("networks");
    if (wanted === null || wanted === undefined) {
        wanted = ["default"];
    }
    var names = Array.isArray(wanted) ? values.texts(wanted) : Object.keys(deployments.fields(wanted, "it", null));
    names.forEach(function (name, i) {
        enter(Array.isArray(wanted) ? "networks[" + i + "]" : "networks." + name);
        var network = plan.networks.filter(function (one) {
            return one.key === name;
        })[0];
        if (!network) {
            throw "COOPTO-400: there is no network \"" + name + "\" in the description";
        }
        var how = Array.isArray(wanted) ? {} : deployments.fields(wanted[name], "it", ["aliases", "address", "addressV6"]);
        var four = values.text(how.address, "the address"), six = values.text(how.addressV6, "the IPv6 address"), fixed = {};
        if (four !== null) {
            fixed.IPv4Address = four;
        }
        if (six !== null) {
            fixed.IPv6Address = six;
        }
        joined.push({
            name: network.name,
            endpoint: {
                Aliases: [key].concat(values.texts(how.aliases)),
                IPAMConfig: Object.keys(fixed).length > 0 ? fixed : null
            }
        });
    });
    if (joined.length === 0) {
        return { mode: "none", endpoints: {}, others: [] };
    }
    endpoints[joined[0].name] = joined[0].endpoint;
    return { mode: joined[0].name, endpoints: endpoints, others: joined.slice(1) };
});
