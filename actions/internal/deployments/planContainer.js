/**
 * Check a container of a description, and write what Docker is to be asked for.
 *
 * @param {Any} plan - the plan so far: name, networks and volumes
 * @param {string} key - what the container is called in the description
 * @param {Any} spec - what the description says; see the workflow Deploy
 * @param {Any} secrets - the values of ${NAME}
 * @returns {Any} an object with key, name, image, body (for the creation, without labels of ours), others (further
 *     networks: name and endpoint), once (whether it ends by itself) and pull
 * @throws COOPTO-400 that names the place in the description
 */
(function (plan, key, spec, secrets) {
    var values = System.getModule("de.fum.coopto.values"), deployments = System.getModule("de.fum.coopto.internal.deployments");
    var containers = System.getModule("de.fum.coopto.internal.containers"), place = "containers." + key, here = place;
    var said = deployments.fields(spec, place, ["image", "name", "command", "entrypoint", "env", "ports", "volumes", "networks", "networkMode",
        "dependsOn", "health", "once", "restart", "labels", "user", "workingDir", "hostname", "privileged", "tty", "memory", "cpus", "dns",
        "dnsSearch", "extraHosts", "capAdd", "capDrop", "stopTimeout", "pull"]);
    // Where we are is remembered, so that whatever fails inside is told with its place.
    var at = function (part, read) {
        here = place + "." + part;
        return read(said[part]);
    };
    var listed = function (value) {
        if (value !== null && value !== undefined && !Array.isArray(value)) {
            throw "COOPTO-400: it must be a list: [ … ]";
        }
        return value || [];
    };
    var words = function (value) {
        var found = containers.words(listed(value)).map(function (word) {
            return deployments.expand(word, secrets);
        });
        return found.length > 0 ? found : null;
    };
    try {
        var once = values.flag(said.once), host = {}, exposed = {}, bound = {}, anonymous = {}, binds = [];
        var image = at("image", function (reference) {
            return System.getModule("de.fum.coopto.engine").reference(reference).text;
        });
        var name = at("name", function (text) {
            var called = values.text(text, "the name") || plan.name + "-" + key;
            if (!/^[a-zA-Z0-9][a-zA-Z0-9_.\-]+$/.test(called)) {
                throw "COOPTO-400: \"" + called + "\" is no name of a container";
            }
            return called;
        });
        at("ports", listed).forEach(function (port, i) {
            here = place + ".ports[" + i + "]";
            var parts = /^(?:(?:(\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:]+\]):)?(\d{0,5}):)?(\d{1,5})(?:\/([a-z]+))?$/.exec(String(port));
            if (parts === null) {
                throw "COOPTO-400: \"" + port + "\" is no port; write \"80\", \"8080:80\", \"0:80/udp\" or \"127.0.0.1:8080:80\"";
            }
            var written = containers.portBindings([{
                exposed: parts[3],
                host: parts[2] === undefined ? null : parts[2] || 0,
                protocol: parts[4]
            }]);
            Object.keys(written.exposed).forEach(function (inside) {
                exposed[inside] = {};
                values.list(written.bindings[inside]).forEach(function (binding) {
                    binding.HostIp = (parts[1] || "").replace(/[\[\]]/g, "");
                    bound[inside] = (bound[inside] || []).concat(binding);
                });
            });
        });
        at("volumes", listed).forEach(function (volume, i) {
            here = place + ".volumes[" + i + "]";
            var text = String(volume), source = text.split(":")[0], known;
            if (text.charAt(0) !== "/" && text.indexOf(":") > 0) {
                known = plan.volumes.filter(function (one) {
                    return one.key === source;
                })[0];
                if (!known) {
                    throw "COOPTO-400: there is no volume \"" + source + "\" in the description";
                }
                text = known.name + text.substring(source.length);
            }
            var mounted = containers.volumes([text]);
            binds = binds.concat(mounted.binds);
            Object.keys(mounted.anonymous).forEach(function (path) {
                anonymous[path] = {};
            });
        });
        var joined = deployments.planEndpoints(plan, key, said, function (part) {
            here = place + "." + part;
        });
        var environment = at("env", function (env) {
            var pairs = Array.isArray(env) ? containers.environment(env) : Object.keys(deployments.texts(env, "it")).map(function (variable) {
                return containers.environment([variable + "=" + String(env[variable])])[0];
            });
            return pairs.map(function (pair) {
                here = place + ".env." + pair.split("=")[0];
                return deployments.expand(pair, secrets);
            });
        });
        host = at("memory", function (memory) {
            return containers.limits(memory, said.cpus);
        });
        host.PortBindings = bound;
        host.Binds = binds;
        host.NetworkMode = joined.mode;
        host.RestartPolicy = at("restart", function (policy) {
            var written = containers.restartPolicy(policy);
            if (once && written.Name !== "no" && written.Name !== "on-failure") {
                throw "COOPTO-400: a container that runs once would be started again when it ends";
            }
            return written;
        });
        host.Privileged = values.flag(said.privileged);
        host.Dns = containers.nameServers(at("dns", listed));
        host.DnsSearch = values.texts(at("dnsSearch", listed));
        host.ExtraHosts = values.texts(at("extraHosts", listed));
        host.CapAdd = values.texts(at("capAdd", listed));
        host.CapDrop = values.texts(at("capDrop", listed));
        return {
            key: key,
            name: name,
            image: image,
            once: once,
            pull: at("pull", function (pull) {
                var when = values.text(pull, "it") || "missing";
                if (!/^(missing|always|never)$/.test(when)) {
                    throw "COOPTO-400: it must be missing, always or never, not \"" + when + "\"";
                }
                return when;
            }),
            others: joined.others,
            body: values.plain(values.filled({
                Image: image,
                Cmd: at("command", words),
                Entrypoint: at("entrypoint", words),
                Env: environment,
                WorkingDir: values.text(said.workingDir, "the working directory"),
                Hostname: values.text(said.hostname, "the host name"),
                User: values.text(said.user, "the user"),
                Tty: values.flag(said.tty),
                ExposedPorts: exposed,
                Volumes: anonymous,
                Labels: at("labels", function (labels) {
                    return deployments.texts(labels, "it");
                }),
                StopTimeout: at("stopTimeout", function (seconds) {
                    // Docker answers a stop when it is over, and nobody waits for an answer for ever.
                    return values.integer(seconds, "it", 0, 240);
                }),
                Healthcheck: at("health", function (health) {
                    return deployments.planHealth(health, secrets, function (part) {
                        here = place + ".health." + part;
                    });
                }),
                HostConfig: host,
                NetworkingConfig: { EndpointsConfig: joined.endpoints }
            }), place)
        };
    } catch (e) {
        throw deployments.misplaced(here, e, "");
    }
});
