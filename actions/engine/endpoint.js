/**
 * Find out where a Docker Engine listens from what people write: a host name, an IPv4 or IPv6
 * address, with or without port, "tcp://", "http://", "https://", or "unix:///var/run/docker.sock".
 *
 * @param {string} address - what people write
 * @param {number} port - the port, unless the address has it; left out: 2375, with TLS 2376
 * @param {boolean} tls - whether to use TLS, unless the address says so
 * @returns {Any} an object with url, host (as in urls) and tls
 * @throws COOPTO-400 when it makes no sense, or contradicts itself
 */
(function (address, port, tls) {
    var values = System.getModule("de.fum.coopto.values");
    var text = values.required(address, "the address of the node");
    var number = values.integer(port, "the port of the node", 1, 65535);
    var secure = values.flag(tls);
    var refuse = function (why) {
        throw "COOPTO-400: the address of the node, \"" + text + "\", " + why;
    };

    if (/^unix:/i.test(text)) {
        if (!/^unix:\/\/\/[^?#]+$/i.test(text)) {
            refuse("is no socket; write unix:///var/run/docker.sock");
        }
        if (secure || number !== null) {
            refuse("is a socket, which has neither port nor TLS");
        }
        return { url: "unix://" + text.substring(7), host: "localhost", tls: false };
    }

    var parts = /^(?:(tcp|http|https):\/\/)?([^\/]+)\/?$/i.exec(text);
    if (parts === null) {
        refuse("is neither a host name nor tcp://, http://, https:// or unix:// with a host and a port alone");
    }
    var scheme = (parts[1] || "tcp").toLowerCase();
    if (scheme === "http" && secure) {
        refuse("says http although TLS is asked for");
    }
    secure = secure || scheme === "https";

    // An IPv6 address, with brackets when a port follows; otherwise a name or an IPv4 address.
    var place = /^([0-9a-f.]*:[0-9a-f.]*:[0-9a-f:.]*)()$/i.exec(parts[2]) ||
        /^\[([0-9a-f:.]*:[0-9a-f:.]*)\](?::(\d{1,5}))?$/i.exec(parts[2]) ||
        /^([a-z0-9](?:[a-z0-9._\-]*[a-z0-9])?\.?)(?::(\d{1,5}))?$/i.exec(parts[2]);
    if (place === null) {
        refuse("has no valid host name or IP address");
    }
    var host = place[1].indexOf(":") < 0 ? place[1] : "[" + place[1] + "]";
    var written = values.integer(place[2], "the port in the address of the node", 1, 65535);
    if (written !== null && number !== null && written !== number) {
        refuse("has another port than " + number);
    }
    number = written || number || (secure ? 2376 : 2375);
    return { url: (secure ? "https://" : "http://") + host + ":" + number, host: host, tls: secure };
});
