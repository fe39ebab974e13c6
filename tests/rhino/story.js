// Add a node, pull, create, start, connect, stop, remove, remove the node; and what goes wrong on the way.

var story = {};

story.run = function (engineUrl, engineSocket, openRegistry, closedRegistry) {
    var nodes = System.getModule("de.fum.coopto.nodes"), images = System.getModule("de.fum.coopto.images");
    var containers = System.getModule("de.fum.coopto.containers"), vra = System.getModule("de.fum.coopto.vra");
    var inventory = System.getModule("de.fum.coopto.inventory");
    var port = parseInt(engineUrl.split(":").pop(), 10), address = openRegistry.split(":")[0];
    var web = openRegistry + "/coopto/web";
    // Everything that a form or another system hands over is a Java string.
    var J = function (text) { return new java.lang.String(text); };
    var D = function (number) { return new java.lang.Double(number); };
    var wire = { connectSeconds: 5, readSeconds: 60 };
    // Docker's own view, past everything that is tested here.
    var docker = function (path) {
        var answer = http.send(engineUrl, "GET", path, {}, null, wire);
        return answer.status === 200 ? JSON.parse(answer.text) : answer.status;
    };
    var property = function (object, name) {
        var value = object.getProperty(name);
        return typeof value === "number" || typeof value === "boolean" ? value : String(value);
    };
    var names = function (objects) { return objects.map(function (object) { return object.type + " " + object.name; }); };
    var pass = server.pass;

    // ---- the inventory before
    check.same("no nodes, no inventory", Object.keys(server.definitions.types), []);
    check.same("findAll without any element", inventory.findAll("Coopto.DockerNode"), []);
    check.same("findById without any element", inventory.findById("Coopto.DockerContainer", "x/y"), null);

    // ---- Add Docker Node
    check.fails("add: nothing listens", function () {
        nodes.addDockerNode(J("dead"), J("127.0.0.1"), D(9), false, null, null, null, null, null);
    }, 503, "look for Docker on \"dead\": no answer from http://127.0.0.1:9");
    check.fails("add: not a Docker Engine", function () {
        nodes.addDockerNode("registry", openRegistry, null, false, null, null, null, null, null);
    }, 502, "look for Docker on \"registry\"");
    check.fails("add: no name", function () { nodes.addDockerNode(" ", "h", null, null, null, null, null, null, null); }, 400, "name of the node");
    check.fails("add: password alone", function () {
        nodes.addDockerNode("a", "h", null, null, null, null, null, null, "x");
    }, 400, "no name of an account");
    check.fails("add: client key without TLS", function () {
        nodes.addDockerNode("a", "h", null, null, "key", null, null, null, null);
    }, 400, "no TLS");
    check.same("a node that failed leaves nothing", [server.elements, server.definitions.types], [{}, {}]);

    var node = nodes.addDockerNode(J(" lab "), J("127.0.0.1"), D(port), null, null, null, null, null, null);
    check.same("add: the object", [node.type + " " + node.name, property(node, "url"), property(node, "tls")],
        ["DockerNode lab", "http://127.0.0.1:" + port, false]);
    check.same("add: types with all four finders", Object.keys(server.definitions.types).map(function (name) {
        return name + " " + Object.keys(server.definitions.types[name].finders).length;
    }), ["Coopto.DockerNode 4", "Coopto.DockerImageFolder 4", "Coopto.DockerImage 4", "Coopto.DockerContainerFolder 4", "Coopto.DockerContainer 4",
        "Coopto.DockerNetworkFolder 4", "Coopto.DockerNetwork 4", "Coopto.DockerVolumeFolder 4", "Coopto.DockerVolume 4"]);
    check.fails("add: the name is taken", function () {
        nodes.addDockerNode("LAB", "127.0.0.1", port, false, null, true, "", "", "");
    }, 409, "\"lab\"");
    var local = nodes.addDockerNode(J("laptop"), J("unix://" + engineSocket), null, null, null, null, null, null, null);
    check.same("add: a socket", property(local, "url"), "unix://" + engineSocket);
    inventory.define();
    check.same("define again changes nothing", [Object.keys(server.definitions.types).length, server.definitions.relations.length], [9, 8]);
    check.same("define again finds nothing to do", inventory.define(), []);
    node = pass(node);
    local = pass(local);
    check.same("no secret in the element", Object.keys(server.elements["Library/Coopto/Nodes"].values).length, 2);

    // ---- Pull Image
    check.fails("pull: no node", function () { images.pullImage(null, web); }, 400, "a Docker node is needed");
    check.fails("pull: no reference", function () { images.pullImage(node, null); }, 400, "reference");
    check.fails("pull: no such tag", function () { images.pullImage(node, web + ":nope"); }, 404, "pull \"" + web + ":nope\" on \"lab\"");
    check.fails("not there before", function () { images.getImageByTag(node, web); }, 404, "find image \"" + web + ":latest\" on \"lab\"");
    check.same("a lost layer has a good status", http.send(engineUrl, "POST",
        "/images/create?fromImage=" + openRegistry + "/coopto/broken&tag=latest", {}, null, wire).status, 200);
    check.fails("pull: a layer is lost, which Docker says behind a good status", function () {
        images.pullImage(node, openRegistry + "/coopto/broken");
    }, 500, "pull \"" + openRegistry + "/coopto/broken:latest\" on \"lab\": ");
    check.same("pull: nothing has come of these", docker("/images/json"), []);
    var image = pass(images.pullImage(local, J(web)));
    check.same("pull: the object", image.type + " " + image.name, "DockerImage " + web + ":latest");
    check.same("pull: Docker has that tag and no other", docker("/images/json").map(function (i) { return i.RepoTags; }), [[web + ":latest"]]);
    check.same("pull: up to date is no failure", String(images.pullImage(local, web).id), String(image.id));
    images.pullImage(local, web + ":1.0");
    // Both tags may be one image; whichever of its tags is asked for.
    check.same("by any tag", ["latest", "1.0"].map(function (tag) {
        return property(images.getImageByTag(local, J(web + ":" + tag)), "tags").indexOf("\"" + web + ":" + tag + "\"") >= 0;
    }), [true, true]);
    var id = property(image, "imageId");
    check.same("by id", [id, id.substring(7), id.substring(7, 19)].map(function (text) {
        return String(images.getImageById(local, J(text)).id);
    }), [image.id, image.id, image.id].map(String));
    check.fails("by id: short", function () { images.getImageById(local, "abc"); }, 400, "no id of an image");
    check.fails("by id: unknown", function () { images.getImageById(local, "0123456789abcdef"); }, 404, "find image");

    // ---- Create Container
    check.fails("create: no image", function () { story.create(null, {}); }, 400, "an image is needed");
    check.fails("create: a node is no image", function () { story.create(node, {}); }, 400, "an image is needed");
    check.fails("create: a name that Docker refuses", function () { story.create(image, { name: "a b/\"c\"" }); }, 400, "Invalid container name");
    check.fails("create: environment", function () { story.create(image, { env: ["=x"] }); }, 400, "KEY=value");
    check.fails("create: restart policy", function () { story.create(image, { restartPolicy: "sometimes" }); }, 400, "restart policy");
    check.fails("create: retries of always", function () { story.create(image, { restartPolicy: "always:3" }); }, 400, "restart policy");
    check.same("create: nothing was made by that", docker("/containers/json?all=1"), []);

    var free = story.freePort();
    var env = new java.util.ArrayList();
    env.add(J("POSTGRES_PASSWORD=s e\"c=ret ü😀"));
    env.add(null);
    // On the socket first, which is what a laptop has.
    var socketDb = pass(story.create(image, {
        name: J("db"), env: env, ports: server.array([{ exposed: D(8080), host: D(free), protocol: null }, { exposed: "9000.0", host: null, protocol: "udp" }]),
        publishAllPorts: false, volumes: ["/anonymous", "named:/named:ro"], workingDir: J("/www"), hostname: "db-host", user: "0",
        dns: ["127.0.0.1"], dnsSearch: ["example.org"], restartPolicy: "on-failure:3", tty: true, openStdIn: J("true")
    }));
    var db = pass(containers.getContainerByName(node, "db"));
    var seen = docker("/containers/db/json");
    check.same("both nodes have it", property(db, "containerId"), property(socketDb, "containerId"));
    check.same("create: the object", [db.type + " " + db.name, property(db, "state"), property(db, "image")], ["DockerContainer db", "created", web + ":latest"]);
    check.same("create: what Docker has", [seen.Config.Env[0], seen.Config.WorkingDir, seen.Config.Hostname, seen.Config.User, seen.Config.Tty,
        seen.Config.OpenStdin, seen.Config.StdinOnce, seen.Config.Image],
    ["POSTGRES_PASSWORD=s e\"c=ret ü😀", "/www", "db-host", "0", true, true, false, web + ":latest"]);
    check.same("create: what the host does", [seen.HostConfig.PortBindings["8080/tcp"][0].HostPort, Object.keys(seen.Config.ExposedPorts).sort(),
        seen.HostConfig.Binds, Object.keys(seen.Config.Volumes), seen.HostConfig.Dns, seen.HostConfig.DnsSearch,
        seen.HostConfig.RestartPolicy.Name, seen.HostConfig.RestartPolicy.MaximumRetryCount, seen.HostConfig.Privileged, seen.HostConfig.PublishAllPorts],
    [String(free), ["8080/tcp", "9000/udp"], ["named:/named:ro"], ["/anonymous"], ["127.0.0.1"], ["example.org"], "on-failure", 3, false, false]);
    check.fails("create: the name is taken", function () { story.create(image, { name: "db" }); }, 409, "create container \"db\"");
    check.same("by name", [J("db"), "/db"].map(function (name) { return String(containers.getContainerByName(node, name).name); }), ["db", "db"]);
    check.fails("by name: a part of it", function () { containers.getContainerByName(node, "d"); }, 404, "\"d\" on \"lab\"");
    check.fails("by name: hostile", function () { containers.getContainerByName(node, "a b/\"c\"?x=1&y#'"); }, 404, "no such container");
    check.same("by id", [seen.Id, seen.Id.substring(0, 12)].map(function (text) { return String(containers.getContainerById(node, J(text)).id); }),
        [String(db.id), String(db.id)]);
    check.fails("by id: unknown", function () { containers.getContainerById(node, "0123456789ab"); }, 404, "no such container");
    check.fails("connection before the start", function () { vra.getContainerConnectionInfo(db, null, null, null); }, 409, "does not run");
    check.same("ports before the start, for a form", vra.getContainerPorts(db), []);
    check.same("ports of nothing, for a form", vra.getContainerPorts(null), []);

    // ---- Start Container, twice
    containers.startContainer(db);
    check.same("start: it runs", docker("/containers/db/json").State.Status, "running");
    containers.startContainer(db);
    check.same("start again: left alone", docker("/containers/db/json").State.Status, "running");
    check.same("the object says so", property(pass(db), "state"), "running");
    check.report(server.requests.some(function (request) {
        return /^\/v1\.\d+\/containers\/[0-9a-f]{64}\/start$/.test(request.path) && request.content === null;
    }), "start: no body", "not seen");

    // ---- Get Connection
    check.same("connection", String(vra.getContainerConnectionInfo(db, J("http://"), J("/index.html"), null)), "http://127.0.0.1:" + free + "/index.html");
    check.same("connection: of a socket", vra.getContainerConnectionInfo(socketDb, "", "", ""), "localhost:" + free);
    check.same("connection: port by number", vra.getContainerConnectionInfo(pass(db), null, undefined, D(8080)), "127.0.0.1:" + free);
    check.fails("connection: no such port", function () { vra.getContainerConnectionInfo(db, "", "", "81"); }, 404, "does not open port 81/tcp");
    check.same("ports, for a form", vra.getContainerPorts(db), ["8080/tcp", "9000/udp"]);
    check.same("connection works", story.fetch(vra.getContainerConnectionInfo(db, "http://", "", null), "/"), "coopto\n");

    // ---- a second one, without ports, linked, on all defaults
    var app = pass(story.create(image, { name: "app", links: ["db:database"], cmd: ["sleep", "1000"] }));
    containers.startContainer(app);
    seen = docker("/containers/app/json");
    check.same("links and command", [seen.HostConfig.Links, seen.Config.Cmd], [["/db:/app/database"], ["sleep", "1000"]]);
    check.same("a link is no name of the container", [String(pass(db).name), property(pass(db), "names").indexOf("app/database") > 0], ["db", true]);
    check.same("by the alias of a link", String(containers.getContainerByName(node, "app/database").id), String(db.id));
    check.same("connection: own address when nothing is published", vra.getContainerConnectionInfo(app, "", "", ""),
        docker("/containers/app/json").NetworkSettings.Networks.bridge.IPAddress + ":8080");
    check.same("connection: that works on the node", story.fetch("http://" + docker("/containers/db/json").NetworkSettings.Networks.bridge.IPAddress + ":8080", "/"), "coopto\n");
    var many = pass(story.create(image, { publishAllPorts: "true" }));
    containers.startContainer(many);
    check.same("publish all: a free port", story.fetch(vra.getContainerConnectionInfo(many, "http://", null, null), "/"), "coopto\n");
    check.report(/^[a-z]+_[a-z]+\d?$/.test(String(many.name)), "without a name Docker makes one up", many.name);
    var taken = pass(story.create(image, { name: "taken", ports: [{ exposed: 8080, host: free, protocol: "tcp" }] }));
    check.fails("start: the port is taken", function () { containers.startContainer(taken); }, 500, "start container \"taken\" on \"laptop\"");
    var none = pass(story.create(image, { name: "none", NetworkDisabled: true }));
    containers.startContainer(none);
    check.same("no network", docker("/containers/none/json").HostConfig.NetworkMode, "none");
    check.fails("connection: no network", function () { vra.getContainerConnectionInfo(none, "", "", null); }, 404, "opens no port");

    // ---- the inventory
    check.same("top level", names(server.children(null)), ["DockerNode lab", "DockerNode laptop"]);
    check.same("below a node", names(server.children(node)), ["DockerImageFolder Images", "DockerContainerFolder Containers", "DockerNetworkFolder Networks", "DockerVolumeFolder Volumes"]);
    var folders = server.children(local).map(pass);
    check.same("below Images", names(server.children(folders[0])).length, docker("/images/json").length);
    check.same("below Containers", names(server.children(folders[1])),
        ["app", "db", "none", "taken", String(many.name)].sort().map(function (name) { return "DockerContainer " + name; }));
    check.same("below Networks", names(server.children(folders[2])).length, docker("/networks").length);
    check.same("below Volumes", names(server.children(folders[3])).length, docker("/volumes").Volumes.length);
    check.same("below a container", server.children(db), []);
    var calls = server.requests.length;
    server.children(folders[1]);
    check.same("one list call a folder, and a ping", server.requests.length - calls, 2);
    check.same("the wrong side of a relation", inventory.findRelation("Coopto.DockerImage", String(image.id), "DockerImageFolder-DockerImage"), []);
    check.same("all of a type", [inventory.findAll("Coopto.DockerNode").length, inventory.findAll("Coopto.DockerImageFolder").length,
        inventory.findAll(J("Coopto.DockerContainer")).length], [2, 2, 2 * docker("/containers/json?all=1").length]);
    check.same("find nothing", ["", null, undefined, "a", "a/b", node.id + "/", node.id + "/x y", node.id + "/../../info"].map(function (id) {
        return inventory.findById("Coopto.DockerContainer", id);
    }), [null, null, null, null, null, null, null, null]);
    check.same("find no image", [node.id + "/", node.id + "/A B", node.id].map(function (id) { return inventory.findById("Coopto.DockerImage", id); }), [null, null, null]);
    check.same("node of", [String(nodes.getNodeFromContainer(db).id), String(nodes.getNodeFromImage(image).name)], [String(node.id), "laptop"]);
    http.send(engineUrl, "POST", "/containers/app/pause", {}, null, wire);
    check.same("paused is not running", property(pass(app), "state"), "paused");
    http.send(engineUrl, "POST", "/containers/app/unpause", {}, null, wire);
    // An image without a name.
    http.send(engineUrl, "POST", "/commit?container=app", { "Content-Type": "application/json" }, "{}", wire);
    check.report(names(inventory.list(System.getModule("de.fum.coopto.store").entry(node.id), "DockerImage", 10)).some(function (name) {
        return /^DockerImage [0-9a-f]{12}$/.test(name);
    }), "an image without a name", "not listed");

    // ---- a node that died
    var element = server.elements["Library/Coopto/Nodes"];
    var key = "node_" + String(node.id).replace(/-/g, "_"), alive = element.values[key].value;
    element.values[key].value = alive.replace(":" + port, ":9");
    check.same("dead: its tree is empty", names(server.children(server.children(node)[0])), []);
    check.same("dead: others are found", inventory.findAll("Coopto.DockerImage").length, docker("/images/json").length);
    check.same("dead: a reference stays alive", [property(pass(db), "state"), String(pass(db).id)], ["unknown", String(db.id)]);
    check.fails("dead: using it says why", function () { containers.startContainer(pass(db)); }, 503, "no answer from http://127.0.0.1:9");
    // One that takes the connection and says nothing.
    var silent = new java.net.ServerSocket(0), began = new Date().getTime();
    element.values[key].value = alive.replace(":" + port, ":" + silent.getLocalPort());
    check.same("silent: its tree is empty", names(server.children(server.children(node)[0])), []);
    check.report(new Date().getTime() - began < 15000, "silent: nobody waits for long", (new Date().getTime() - began) + " ms");
    silent.close();
    ["{ broken", "{}", "null", "[]", ""].forEach(function (broken) {
        element.values[key].value = broken;
        check.same("an entry broken by hand hides no other: " + broken, names(inventory.findAll("Coopto.DockerNode")), ["DockerNode laptop"]);
    });
    element.values[key].value = alive;

    // ---- servers without transient hosts
    var transient = RESTHostManager.createTransientHostFrom;
    delete RESTHostManager.createTransientHostFrom;
    check.same("without transient hosts", String(images.getImageByTag(node, web).id), String(image.id).replace(local.id, node.id));
    RESTHostManager.createTransientHostFrom = transient;

    // ---- an account at a registry
    var secret = closedRegistry + "/coopto/secret";
    check.fails("without account", function () { images.pullImage(node, secret); }, 500, "pull \"" + secret + ":latest\" on \"lab\"");
    var wrong = nodes.addDockerNode("wrong", engineUrl, null, null, null, null, closedRegistry, "tester", "guess");
    var refusal = "it did not fail";
    try { images.pullImage(wrong, secret); } catch (e) { refusal = String((e && e.message) || e); }
    // Newer Engines say it is the password, older ones that something went wrong.
    check.report(/^COOPTO-(500|401): .*unauthorized/.test(refusal), "wrong password", refusal);
    var right = pass(nodes.addDockerNode("right", engineUrl, null, null, null, null, "https://" + closedRegistry.toUpperCase() + "/v2/", J("tester"), J("s3cret?>~")));
    check.same("with account", String(images.pullImage(right, secret).name), secret + ":latest");
    check.report(element.values["password_" + String(right.id).replace(/-/g, "_")].type === "SecureString" &&
        element.values["node_" + String(right.id).replace(/-/g, "_")].value.indexOf("s3cret") < 0, "the password is a SecureString, and nowhere else", "no");
    server.requests = [];
    images.pullImage(right, web);
    check.report(server.requests.length > 0 && !server.requests.some(function (request) { return request.headers["X-Registry-Auth"]; }),
        "other registries do not see the password", "they do");
    check.report(!server.log.some(function (line) { return line.indexOf("s3cret") >= 0; }), "no log has the password", "one has");
    check.same("how long to wait", server.requests.map(function (request) { return request.seconds; }).sort(), [10, 10, 1800, 60]);

    // ---- what looks after containers
    care.run(node, web);

    // ---- Stop, Remove, Remove Docker Node
    check.fails("stop: not a number", function () { containers.stopContainer(db, "soon"); }, 400, "time to wait");
    check.fails("stop: negative", function () { containers.stopContainer(db, D(-1)); }, 400, "time to wait");
    check.fails("remove: it runs", function () { containers.removeContainer(db, null, null); }, 409, "remove container \"db\" on \"lab\"");
    containers.stopContainer(db, D(1));
    check.same("stop: it does not run", docker("/containers/db/json").State.Running, false);
    containers.stopContainer(db, null);
    check.same("stop again: left alone", docker("/containers/db/json").State.Running, false);
    var volume = docker("/containers/db/json").Mounts.filter(function (mount) { return mount.Destination === "/anonymous"; })[0].Name;
    check.same("its volume", docker("/volumes/" + volume).Name, volume);
    containers.removeContainer(db, J("false"), true);
    check.same("remove: Docker has neither it nor its volume", [docker("/containers/db/json"), docker("/volumes/" + volume)], [404, 404]);
    check.same("remove: a reference leads nowhere", pass(db), null);
    check.fails("remove again", function () { containers.removeContainer(db, false, false); }, 404, "No such container");
    [app, many, taken, none].forEach(function (container) { containers.removeContainer(container, true, true); });
    check.same("remove: force", docker("/containers/json?all=1"), []);
    docker("/images/json").forEach(function (found) { http.send(engineUrl, "DELETE", "/images/" + found.Id + "?force=1", {}, null, wire); });
    [node, local, wrong, right].forEach(nodes.removeDockerNode);
    check.same("nothing is left in the element", Object.keys(element.values), []);
    check.fails("remove a node again", function () { nodes.removeDockerNode(node); }, 404, "no Docker node");
    check.fails("an image of a removed node", function () { story.create(image, {}); }, 404, "no Docker node");

    // ---- Configure Coopto, Remove Coopto
    check.same("configure: nothing to do", inventory.configure(), ["the inventory is defined as it should be",
        "there are no Docker nodes yet: add one with Add Docker Node"]);
    DynamicTypesManager.defineType("Coopto", "Other", null, []);
    check.same("remove: what others defined stays", [inventory.withdraw(false).length, Object.keys(server.definitions.types),
        server.definitions.relations, Object.keys(server.definitions.namespaces)], [17, ["Coopto.Other"], [], ["Coopto"]]);
    DynamicTypesManager.removeType("Coopto", "Other");
    check.same("remove again", [inventory.withdraw(true), server.definitions.namespaces],
        [["removed the namespace Coopto", "forgot Docker nodes: 0"], {}]);
    check.same("configure: all is back", [inventory.configure().length, Object.keys(server.definitions.types).length], [19, 9]);
    check.same("no lock is left", server.locks, {});
    check.report(address === "127.0.0.1", "everything on loopback", address);
};

// Calls the action with its many parameters by name.
story.create = function (image, given) {
    return System.getModule("de.fum.coopto.containers").createContainerFromImage(image, given.ports, given.volumes, given.name, given.cmd,
        given.env, given.workingDir, given.hostname, given.user, given.attachStdIn, given.attachStdOut, given.attachStdErr, given.tty,
        given.openStdIn, given.stdInOnce, given.NetworkDisabled, given.publishAllPorts, given.links, given.dns, given.dnsSearch,
        given.restartPolicy, given.privileged, given.memory, given.cpus, given.network, given.aliases, given.labels);
};

story.freePort = function () {
    var socket = new java.net.ServerSocket(0), port = Number(socket.getLocalPort());
    socket.close();
    return port;
};

// What is served there; a container may need a moment to listen.
story.fetch = function (base, path) {
    var tries, last;
    for (tries = 0; tries < 25; tries++) {
        try {
            return http.send(String(base), "GET", path, {}, null, { connectSeconds: 2, readSeconds: 5 }).text;
        } catch (e) {
            last = String(e);
            java.lang.Thread.sleep(200);
        }
    }
    return last;
};
