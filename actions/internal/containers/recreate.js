/**
 * Put a container that never ran into the place of itself, with other settings: the old one is renamed,
 * the new one created with its name, configuration, networks and volumes, and only then the old one is
 * removed. When something fails before that, the old one gets its name back. Volumes without a name are
 * taken along by the name that Docker gave them, so they stay when the new one is removed.
 *
 * @param {Any} reached - the container, as reach gives it
 * @param {Any} found - what Docker says of it
 * @param {Any} wanted - what settings gives: config, host and links
 * @returns {string} the id of the new container in Docker
 * @throws COOPTO-409 when other containers are linked to it, or files were put into it
 */
(function (reached, found, wanted) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var old = String(found.Id), short = old.substring(0, 12), name = String(found.Name).replace(/^\//, "");
    var aside = name + "-before-" + short, config = wanted.config, host = wanted.host;
    var listed = System.getModule("de.fum.coopto.internal.containers").listed(reached.docker, old);
    // An alias that a link of another container gave it, "other/alias", would lead to nothing afterwards.
    var linked = values.texts(listed.length === 1 ? listed[0].Names : null).filter(function (other) {
        return other.replace(/^\//, "").indexOf("/") >= 0;
    });
    if (linked.length > 0) {
        reached.refuse(409, "it would have to be created anew, and other containers are linked to it: " + linked.join(", "));
    }
    if (values.list(reached.call("GET", "/changes")).length > 0) {
        reached.refuse(409, "it would have to be created anew, and the files that were put into it would be lost");
    }

    // The image by name only while the name still means the same image.
    try {
        var named = reached.docker.call({ method: "GET", path: "/images/" + engine.path(config.Image) + "/json" });
        config.Image = named.Id === found.Image ? config.Image : found.Image;
    } catch (e) {
        if (values.status(e) !== 404) {
            throw e;
        }
        config.Image = found.Image;
    }
    // Podman shows "RLIMIT_NOFILE", and takes "nofile".
    values.list(host.Ulimits).forEach(function (limit) {
        limit.Name = String(limit.Name).replace(/^RLIMIT_/, "").toLowerCase();
    });
    // Docker made the host name from the id.
    if (config.Hostname === short) {
        delete config.Hostname;
    }
    // Volumes without a name are taken along by their ids.
    var bound = {};
    values.texts(host.Binds).forEach(function (bind) {
        bound[bind.split(":")[1].replace(/(.)\/+$/, "$1")] = true;
    });
    values.list(host.Mounts).forEach(function (mount) {
        bound[mount.Target] = mount.Type !== "volume" || Boolean(mount.Source);
    });
    values.list(found.Mounts).forEach(function (mount) {
        if (mount.Type === "volume" && mount.Name && !bound[mount.Destination]) {
            if (host.Mounts) {
                host.Mounts = host.Mounts.filter(function (other) {
                    return other.Target !== mount.Destination;
                });
            }
            host.Binds.push(mount.Name + ":" + mount.Destination + (mount.RW === false ? ":ro" : ""));
        }
    });

    // Engines take one network at the creation; the others are joined afterwards.
    var networks = (found.NetworkSettings || {}).Networks || {}, mode = String(host.NetworkMode || "default"), usual = mode;
    // One that left the default network before it ran, and every one of Podman, says "bridge" and has another network.
    if (/^(default|bridge)$/.test(mode) && Object.keys(networks).length > 0 && !networks.bridge) {
        mode = Object.keys(networks)[0];
        host.NetworkMode = mode;
    }
    var own = !/^(default|bridge|host|none|container:.*)$/.test(mode), endpoints = {}, others = [];
    Object.keys(networks).forEach(function (network) {
        var had = networks[network] || {};
        var first = network === mode || had.NetworkID === mode || (!own && /^(bridge|host|none)$/.test(network));
        var endpoint = values.filled({
            IPAMConfig: had.IPAMConfig,
            DriverOpts: had.DriverOpts,
            Links: first ? wanted.links : had.Links,
            Aliases: values.texts(had.Aliases).filter(function (alias) {
                return alias !== short;
            }),
            // As it never ran, these were given to it. Older Engines have the address in the configuration.
            MacAddress: had.MacAddress || null,
            GwPriority: had.GwPriority || null
        });
        if (!first) {
            others.push({ network: network, endpoint: endpoint });
        } else if (own) {
            endpoints[network] = endpoint;
        } else if (endpoint.MacAddress || endpoint.GwPriority) {
            endpoints[network] = values.filled({ MacAddress: endpoint.MacAddress, GwPriority: endpoint.GwPriority });
        }
    });
    // Podman takes no links, and says so only here.
    host.Links = own && mode === usual ? [] : wanted.links;
    config = values.filled(config);
    config.HostConfig = values.filled(host);
    config.NetworkingConfig = { EndpointsConfig: endpoints };

    var made = null;
    // Steps on the way to a start, which the log hears of when it is done.
    var rename = function (to) {
        reached.docker.change({ method: "POST", path: reached.path + "/rename", query: { name: to } });
    };
    rename(aside);
    try {
        made = String(reached.docker.call({ method: "POST", path: "/containers/create", query: { name: name }, body: config }).Id);
        others.forEach(function (other) {
            reached.docker.change({
                method: "POST",
                path: "/networks/" + engine.path(other.network) + "/connect",
                body: { Container: made, EndpointConfig: other.endpoint }
            });
        });
    } catch (e) {
        try {
            if (made !== null) {
                reached.docker.change({ method: "DELETE", path: "/containers/" + made, query: { v: true, force: true } });
            }
            rename(name);
        } catch (again) {
            throw values.message(e) + "; the container as it was is called \"" + aside + "\" now, as it could not be renamed back: " +
                values.message(again);
        }
        throw e;
    }
    try {
        reached.docker.change({ method: "DELETE", path: reached.path });
    } catch (left) {
        // The new one is complete; removing it again would only risk more.
        System.warn("container \"" + aside + "\" is left over: " + values.message(left));
    }
    System.getModule("de.fum.coopto.inventory").refresh("DockerContainer", reached.entry.id + "/" + old);
    return made;
});
