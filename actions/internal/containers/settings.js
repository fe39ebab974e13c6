/**
 * Compare what a start asks for with what the container was created with. What is asked for is added;
 * it replaces what the container has for the same port, path or alias. What is left out, empty or
 * false stays as it is.
 *
 * @param {Any} found - what Docker says of the container
 * @param {Any} asked - an object with ports, volumes, links (as portBindings, volumes and links give
 *     them), dns, dnsSearch, publishAllPorts and privileged
 * @returns {Any} an object with the config and the host configuration that the container would need,
 *     links, and changed: what differs, in words
 */
(function (found, asked) {
    var values = System.getModule("de.fum.coopto.values"), changed = [];
    // Copies, as what Docker said is still needed.
    var config = JSON.parse(JSON.stringify(found.Config)), host = JSON.parse(JSON.stringify(found.HostConfig));
    var differs = function (word) {
        if (changed.indexOf(word) < 0) {
            changed.push(word);
        }
    };
    var written = function (bindings) {
        return values.list(bindings).map(function (binding) {
            return (binding.HostIp || "") + "|" + (binding.HostPort === "0" ? "" : binding.HostPort || "");
        }).sort().join(" ");
    };

    config.ExposedPorts = config.ExposedPorts || {};
    host.PortBindings = host.PortBindings || {};
    Object.keys(asked.ports.exposed).forEach(function (port) {
        if (!config.ExposedPorts[port]) {
            config.ExposedPorts[port] = {};
            differs("ports");
        }
    });
    Object.keys(asked.ports.bindings).forEach(function (port) {
        if (written(asked.ports.bindings[port]) !== written(host.PortBindings[port])) {
            host.PortBindings[port] = asked.ports.bindings[port];
            differs("ports");
        }
    });

    var targetOf = function (bind) {
        var parts = /^[^:]*:(\/[^:]*)/.exec(String(bind));
        return parts === null ? "" : parts[1].replace(/(.)\/+$/, "$1");
    };
    host.Binds = values.texts(host.Binds);
    config.Volumes = config.Volumes || {};
    asked.volumes.mounts.forEach(function (mount) {
        var there = values.list(found.Mounts).filter(function (other) {
            return String(other.Destination).replace(/(.)\/+$/, "$1") === mount.target;
        })[0];
        var same = there && (mount.source === null ||
            ((there.Source === mount.source || there.Name === mount.source) && (there.RW === false) === mount.readOnly));
        if (same) {
            return;
        }
        differs("volumes");
        host.Binds = host.Binds.filter(function (bind) {
            return targetOf(bind) !== mount.target;
        });
        if (host.Mounts) {
            host.Mounts = host.Mounts.filter(function (other) {
                return other.Target !== mount.target;
            });
        }
        if (mount.source === null) {
            config.Volumes[mount.target] = {};
        } else {
            host.Binds.push(mount.source + ":" + mount.target + (mount.readOnly ? ":ro" : ""));
        }
    });

    // Docker shows "/target:/self/alias", and on networks of their own plain "target:alias".
    var mode = String(host.NetworkMode || "default"), networks = (found.NetworkSettings || {}).Networks || {};
    var links = values.texts(host.Links).concat(values.texts((networks[mode] || {}).Links)).map(function (link) {
        return link.replace(/^\//, "").replace(/:.*\//, ":");
    });
    asked.links.forEach(function (link) {
        if (links.indexOf(link) < 0) {
            differs("links");
            links = links.filter(function (other) {
                return other.split(":")[1] !== link.split(":")[1];
            });
            links.push(link);
        }
    });

    [["dns", "Dns", "name servers"], ["dnsSearch", "DnsSearch", "search domains"]].forEach(function (list) {
        var wanted = values.texts(asked[list[0]]);
        if (wanted.length > 0 && wanted.join(" ") !== values.texts(host[list[1]]).join(" ")) {
            host[list[1]] = wanted;
            differs(list[2]);
        }
    });
    [["publishAllPorts", "PublishAllPorts", "all ports published"], ["privileged", "Privileged", "privileges"]].forEach(function (flag) {
        if (values.flag(asked[flag[0]]) && host[flag[1]] !== true) {
            host[flag[1]] = true;
            differs(flag[2]);
        }
    });
    return { config: config, host: host, links: links, changed: changed };
});
