/**
 * Write how to connect to a container: prefix, host, ":", port, postfix.
 *
 * @id 1c1481d6-f6e0-4b1a-87ba-c9084bc9d66c
 * @param {DockerContainer} container - the container, running
 * @param {string} prefix - such as "http://"
 * @param {string} postfix - such as "/index.html"
 * @param {string} port - the port in the container, such as "80/tcp" or "80"; left out: the lowest one that is published
 * @returns {string} such as "http://docker.example.org:8080/index.html"
 * @throws COOPTO-409 when the container does not run, COOPTO-404 when it has no such port
 */
(function (container, prefix, postfix, port) {
    var values = System.getModule("de.fum.coopto.values");
    var wanted = values.text(port, "the port"), chosen = null;
    if (wanted !== null && !/\/[a-z]+$/.test(wanted)) {
        wanted = values.integer(wanted, "the port", 1, 65535) + "/tcp";
    }
    var addresses = System.getModule("de.fum.coopto.containers").getAddresses(container);
    addresses.forEach(function (address) {
        var fits = wanted === null ? chosen === null || (address.published && !chosen.published) : address.port === wanted;
        if (fits) {
            chosen = address;
        }
    });
    if (chosen === null) {
        var target = values.identify(container, "DockerContainer"), entry = System.getModule("de.fum.coopto.store").entry(target.node);
        throw "COOPTO-404: connect to container \"" + target.name + "\" on \"" + entry.displayName + "\": it " + (addresses.length === 0 ?
            "opens no port; publish one when it is created" :
            "does not open port " + wanted + ", only " + addresses.map(function (address) {
                return address.port;
            }).join(", "));
    }
    // Blanks at the ends may be meant: "psql -h ".
    return (prefix ? String(prefix) : "") + chosen.host + ":" + chosen.number + (postfix ? String(postfix) : "");
});
