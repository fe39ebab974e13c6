/**
 * Call every operation of the Engine API on real Engines, in an order that makes sense, and look at what
 * comes back. It is no action of the project: tests add it to a copy.
 *
 * @param {DockerNode} node - an Engine that nobody else uses
 * @param {DockerNode} second - another one, for a swarm of two
 * @param {string} registry - a registry that is open to all, as host:port
 * @param {string} closed - a registry that wants the account tester, as host:port
 * @param {string} password - its password
 * @param {string} place - the first three numbers of addresses of this machine that nobody else uses, such as 127.77.1
 * @param {string[]} operations - all operations, each group.name
 * @returns {string[]} what became of each: "name: done", or "name: " and how it failed
 */
(function (node, second, registry, closed, password, place, operations) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var store = System.getModule("de.fum.coopto.store");
    var web = registry + "/coopto/web", became = {}, api = {};
    var version = engine.connect(store.entry(values.identify(node, "DockerNode").node), "look for Docker", 60).version;

    // Each operation notes what becomes of it: once done is done.
    operations.forEach(function (operation) {
        var group = operation.split(".")[0], name = operation.split(".")[1];
        became[name] = "not called";
        api[name] = function () {
            var module = System.getModule("de.fum.coopto.engine." + group), result;
            try {
                result = module[name].apply(module, arguments);
            } catch (e) {
                if (became[name] !== "done") {
                    became[name] = values.message(e);
                }
                throw e;
            }
            became[name] = "done";
            return result;
        };
    });

    var check = function (what, found, wanted) {
        if (JSON.stringify(found) !== JSON.stringify(wanted)) {
            throw what + ": found " + JSON.stringify(found) + " and not " + JSON.stringify(wanted);
        }
    };
    var has = function (what, text, part) {
        if (String(text).indexOf(part) < 0) {
            throw what + ": \"" + part + "\" is not in " + String(text).substring(0, 2000);
        }
    };
    var refused = function (status, act) {
        try {
            act();
        } catch (e) {
            check(values.message(e), values.status(e), status);
            return values.message(e);
        }
        throw "nobody refused with " + status + ": " + act;
    };
    // What an Engine that is too old refuses, and newer ones do.
    var since = function (wanted, act) {
        return engine.older(version, wanted) ? refused(501, act) : act();
    };
    var eventually = function (what, test) {
        var until = new Date().getTime() + 30000, found;
        while (!(found = test())) {
            if (new Date().getTime() > until) {
                throw what + ": not within 30 seconds";
            }
            System.sleep(200);
        }
        return found;
    };
    var names = function (list, key) {
        return (list || []).map(function (item) {
            return item[key];
        });
    };
    var streams = function (reports) {
        return names(reports, "stream").join("");
    };
    var begin = Math.floor(new Date().getTime() / 1000) - 1;

    var system = function () {
        check("ping", api.systemPing(node), "OK");
        has("HEAD of ping", api.systemPingHead(node), "1.");
        var version = api.systemVersion(node);
        check("the version by two ways", api.systemPingHead(node), version.ApiVersion);
        check("the version of the information", api.systemInfo(node).ServerVersion, version.Version);
        check("an account", api.systemAuth(node, { username: "tester", password: password, serveraddress: closed }).Status, "Login Succeeded");
        refused(500, function () {
            api.systemAuth(node, { username: "tester", password: "wrong", serveraddress: closed });
        });
    };

    var images = function () {
        var pulled = api.imageCreate(node, null, web, "1.0"), id, built, text;
        has("the pull", names(pulled, "status").join("\n"), "Downloaded newer image");
        id = api.imageInspect(node, web + ":1.0").Id;
        check("the list of images", names(api.imageList(node, false, { reference: [web] }), "Id"), [id]);
        check("its one layer", names(api.imageHistory(node, web + ":1.0"), "Tags"), [[web + ":1.0"]]);
        has("the registry's digest", api.distributionInspect(node, web + ":1.0").Descriptor.digest, "sha256:");
        refused(404, function () {
            api.distributionInspect(node, web + ":none");
        });

        api.imageTag(node, web + ":1.0", registry + "/coopto/copy", "2.0");
        check("both names", api.imageInspect(node, id).RepoTags.sort(), [registry + "/coopto/copy:2.0", web + ":1.0"].sort());
        has("the push", JSON.stringify(api.imagePush(node, registry + "/coopto/copy", "2.0")), "digest: sha256:");
        check("untagged", names(api.imageDelete(node, registry + "/coopto/copy:2.0"), "Untagged")[0], registry + "/coopto/copy:2.0");

        built = api.imageBuild(node, engine.tar([
            { name: "Dockerfile", text: "FROM " + web + ":1.0\nARG WHO\nCOPY files/ /files/\nRUN echo hello $WHO && cat /files/a.txt\n" },
            { name: "files/a.txt", text: "from the context\n" }
        ]), ["coopto/built:1", "coopto/built:latest"], null, null, { WHO: "world" }, { maker: "story" });
        has("the build's argument", streams(built), "hello world");
        has("the build's file", streams(built), "from the context");
        check("the label", api.imageInspect(node, "coopto/built:1").Config.Labels.maker, "story");
        check("both tags", api.imageInspect(node, "coopto/built").RepoTags.length, 2);
        text = refused(500, function () {
            api.imageBuild(node, engine.tar([{ name: "Dockerfile", text: "FROM " + web + ":1.0\nRUN no-such-program\n" }]));
        });
        has("the failure inside of a good answer", text, "no-such-program");
        check("the cache of BuildKit", api.buildPrune(node, true).SpaceReclaimed, 0);

        api.imageCreate(node, engine.tar([{ name: "a.txt", text: "imported" }]), null, "1", "-", "coopto/imported", "by a story", ["CMD [\"/a\"]"]);
        check("the command of what was imported", api.imageInspect(node, "coopto/imported:1").Config.Cmd, ["/a"]);
        has("what was loaded", streams(api.imageLoad(node, engine.tar([
            { name: "manifest.json", text: "[{\"Config\":\"c.json\",\"RepoTags\":[\"coopto/loaded:1\"],\"Layers\":[]}]" },
            { name: "c.json", text: "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}" }
        ]))), "coopto/loaded:1");
        try {
            api.imageSearch(node, "busybox", 5);
        } catch (e) {
            // Without a network to Docker Hub, Docker says so.
            check("the search's failure: " + values.message(e), values.status(e), 500);
        }
        [api.imageGet, api.imageGetAll].forEach(function (call) {
            refused(501, function () {
                call(node, web + ":1.0");
            });
        });
        try {
            api.imageAttestations(node, web + ":1.0");
        } catch (e) {
            // Engines that do not keep their images in containerd cannot do that, whatever their version.
            has("the attestations", values.message(e), engine.older(version, "1.55") ? "COOPTO-501" : "COOPTO-");
        }
    };

    var life = function () {
        var id = api.containerCreate(node, {
            Image: web + ":1.0", Cmd: ["sh", "-c", "echo out; echo err >&2; exec sleep 1000"], Env: ["A=1"], Labels: { story: "life" },
            StopTimeout: 0, HostConfig: { Memory: 67108864 }
        }, "story").Id, seen;
        refused(409, function () {
            api.containerCreate(node, { Image: web + ":1.0" }, "story");
        });
        api.containerStart(node, "story");
        api.containerStart(node, id, null, null, false);
        refused(304, function () {
            api.containerStart(node, id, null, null, true);
        });
        seen = api.containerInspect(node, "story", true);
        check("inspect", [seen.Id, seen.State.Status, seen.Name, typeof seen.SizeRw], [id, "running", "/story", "number"]);
        check("the list", names(api.containerList(node, false, null, false, { label: ["story=life"] }), "Id"), [id]);
        eventually("the logs", function () {
            return api.containerLogs(node, "story").text.length === 8;
        });
        seen = api.containerLogs(node, "story", true, true, "all", begin);
        check("both streams", [seen.stdout, seen.stderr], ["out\n", "err\n"]);
        check("one stream", api.containerLogs(node, "story", true, false).text, "out\n");
        check("attached", api.containerAttach(node, "story", false, true).text, "err\n");
        check("the processes", api.containerTop(node, "story", "-o pid,comm").Processes[0][1], "sleep");
        if (!(api.containerStats(node, "story", true).memory_stats.usage > 0)) {
            throw "no memory is used";
        }
        check("a limit", api.containerUpdate(node, "story", { Memory: 134217728, MemorySwap: -1 }).Warnings, null);
        check("the new limit", api.containerInspect(node, "story").HostConfig.Memory, 134217728);
        api.containerPause(node, "story");
        check("paused", api.containerInspect(node, "story").State.Status, "paused");
        api.containerUnpause(node, "story");
        api.containerRename(node, "story", "renamed");
        check("the new name", api.containerInspect(node, id).Name, "/renamed");
        api.containerRestart(node, "renamed", 0);
        api.containerKill(node, "renamed", "SIGKILL");
        check("the exit code", api.containerWait(node, "renamed", "not-running").StatusCode, 137);
        api.containerStart(node, "renamed");
        api.containerStop(node, "renamed", 0);
        api.containerStop(node, "renamed", 0, null, false);
        refused(304, function () {
            api.containerStop(node, "renamed", 0, null, true);
        });
        since("1.42", function () {
            api.containerStop(node, "renamed", 0, "SIGINT");
        });
        [api.containerExport, api.containerAttachWebsocket].forEach(function (call) {
            refused(501, function () {
                call(node, "renamed");
            });
        });
        refused(501, function () {
            api.session(node);
        });
    };

    var files = function () {
        var info, archive, text;
        api.putContainerArchive(node, "renamed", engine.tar([{ name: "note.txt", text: "one\ntwo\n", mode: 600 }]), "/www");
        info = api.containerArchiveInfo(node, "renamed", "/www/note.txt");
        // {"name":"note.txt" in Base64.
        check("what is known of the file", String(info).indexOf("eyJuYW1lIjoibm90ZS50eHQi"), 0);
        archive = engine.untar(api.containerArchive(node, "renamed", "/www/note.txt"));
        check("the file", [archive.length, archive[0].name, archive[0].text], [1, "note.txt", "one\ntwo\n"]);
        has("the changes", JSON.stringify(api.containerChanges(node, "renamed")), "/www/note.txt");
        text = api.imageCommit(node, { Labels: { by: "story" } }, "renamed", "coopto/committed", "1", "a comment", "somebody", false, ["ENV B=2"]).Id;
        check("the image's author", api.imageInspect(node, text).Author, "somebody");
        has("its environment", api.imageInspect(node, "coopto/committed:1").Config.Env.join(), "B=2");
    };

    var commands = function () {
        var id, seen, entry = store.entry(values.identify(node, "DockerNode").node);
        api.containerStart(node, "renamed");
        id = api.containerExec(node, "renamed", { Cmd: ["sh", "-c", "echo $WHO; pwd >&2; exit 3"], Env: ["WHO=me"], WorkingDir: "/www", AttachStdout: true, AttachStderr: true }).Id;
        check("not yet run", api.execInspect(node, id).Running, false);
        seen = api.execStart(node, id);
        check("its output", [seen.stdout, seen.stderr], ["me\n", "/www\n"]);
        check("its exit code", api.execInspect(node, id).ExitCode, 3);
        // Docker has answered already when it finds this out, so it says it in the output.
        has("a second time", api.execStart(node, id).text, "has already run");
        // The size of a terminal can be set while the command runs, so this one is started the other way.
        id = api.containerExec(node, "renamed", { Cmd: ["sleep", "5"], Tty: true }).Id;
        engine.connect(entry, "start a command", 60).call({
            method: "POST", path: "/exec/" + id + "/start", body: { Detach: true, Tty: true }, plain: true
        });
        api.execResize(node, id, 24, 80);
        id = api.containerCreate(node, { Image: web + ":1.0", Cmd: ["sh"], Tty: true, OpenStdin: true }, "terminal").Id;
        api.containerStart(node, id);
        api.containerResize(node, "terminal", 24, 80);
        api.containerDelete(node, "terminal", true, true);
        refused(404, function () {
            api.containerInspect(node, "terminal");
        });
    };

    var networks = function () {
        var id = api.networkCreate(node, { Name: "story", Driver: "bridge", CheckDuplicate: true, Labels: { story: "1" }, IPAM: { Config: [{ Subnet: "172.30.99.0/24" }] } }).Id;
        check("the list of networks", names(api.networkList(node, { label: ["story=1"] }), "Name"), ["story"]);
        api.networkConnect(node, id, { Container: "renamed", EndpointConfig: { Aliases: ["friend"] } });
        has("who is in it", JSON.stringify(api.networkInspect(node, "story").Containers), "\"Name\":\"renamed\"");
        api.networkDisconnect(node, "story", { Container: "renamed", Force: true });
        check("nobody is in it", api.networkInspect(node, id).Containers, {});
        api.networkDelete(node, "story");
        api.networkCreate(node, { Name: "unused", Labels: { story: "2" } });
        check("pruned networks", api.networkPrune(node, { label: ["story=2"] }).NetworksDeleted, ["unused"]);
    };

    var volumes = function () {
        check("a volume", api.volumeCreate(node, { Name: "story", Labels: { story: "1" } }).Driver, "local");
        check("the list of volumes", names(api.volumeList(node, { name: ["story"] }).Volumes, "Name"), ["story"]);
        check("its label", api.volumeInspect(node, "story").Labels.story, "1");
        try {
            api.volumeUpdate(node, "story", { Spec: {} }, 1);
        } catch (e) {
            // Volumes of a swarm alone can be changed, by Engines that know them.
            has("a volume of this Engine", values.message(e), engine.older(version, "1.42") ? "COOPTO-501" : "swarm");
        }
        api.volumeDelete(node, "story");
        api.volumeDelete(node, "story", true);
        api.volumeCreate(node, { Name: "unused" });
        check("pruned volumes", api.volumePrune(node, engine.older(version, "1.42") ? null : { all: ["true"] }).VolumesDeleted, ["unused"]);
    };

    var plugins = function () {
        var name = registry + "/coopto/plugin:1.0", settings;
        api.pluginCreate(node, engine.tar([
            { name: "config.json", text: JSON.stringify({
                description: "nothing", entrypoint: ["/none"], env: [{ name: "A", settable: ["value"], value: "1" }],
                "interface": { types: ["docker.dummy/1.0"], socket: "none.sock" }
            }) },
            { name: "rootfs/", text: "" },
            { name: "rootfs/readme.txt", text: "nothing" }
        ]), name);
        check("the list of plug-ins", names(api.pluginList(node), "Name"), [name]);
        api.pluginSet(node, name, ["A=2"]);
        settings = api.pluginInspect(node, name).Settings;
        check("the setting", settings.Env, ["A=2"]);
        has("no program", refused(500, function () {
            api.pluginEnable(node, name);
        }), "/none");
        has("the push of a plug-in", JSON.stringify(api.pluginPush(node, name)), "sha256:");
        api.pluginDelete(node, name);
        settings = api.getPluginPrivileges(node, name);
        check("nothing to allow", settings, null);
        api.pluginPull(node, settings || [], name);
        api.pluginUpgrade(node, name, [], name);
        refused(409, function () {
            api.pluginDisable(node, name);
        });
        api.pluginDelete(node, name, true);
        check("no plug-ins", api.pluginList(node), []);
    };

    var swarm = function () {
        var one = place + ".1:2377", two = place + ".2:2377";
        var member = api.swarmInit(node, { ListenAddr: one, AdvertiseAddr: one });
        var now = api.swarmInspect(node), token = now.JoinTokens.Worker, other, text;
        now.Spec.Labels = { story: "1" };
        api.swarmUpdate(node, now.Spec, now.Version.Index, true);
        now = api.swarmInspect(node);
        check("the swarm's label", now.Spec.Labels, { story: "1" });
        if (now.JoinTokens.Worker === token) {
            throw "the token is not a new one";
        }
        check("no lock, no key", api.swarmUnlockkey(node).UnlockKey, "");
        text = refused(409, function () {
            api.swarmUnlock(node, { UnlockKey: "SWMKEY-1-none" });
        });
        has("no lock to open", text, "not locked");

        api.swarmJoin(second, { ListenAddr: two, AdvertiseAddr: two, RemoteAddrs: [one], JoinToken: now.JoinTokens.Worker });
        other = names(api.nodeList(node, { role: ["worker"] }), "ID");
        check("one worker", other.length, 1);
        api.swarmLeave(second, true);
        // It takes a while until it counts as down, and with force nobody waits for that.
        api.nodeDelete(node, other[0], true);
        check("alone again", names(api.nodeList(node), "ID"), [member]);
        now = api.nodeInspect(node, member);
        now.Spec.Labels = { place: "here" };
        api.nodeUpdate(node, member, now.Spec, now.Version.Index);
        check("the member's label", api.nodeInspect(node, member).Spec.Labels, { place: "here" });
        refused(500, function () {
            api.nodeUpdate(node, member, now.Spec, now.Version.Index);
        });
    };

    var services = function () {
        var data = "aGVsbG8=", id, now, task;
        var secret = api.secretCreate(node, { Name: "story", Data: data }).ID, config = api.configCreate(node, { Name: "story", Data: data }).ID;
        [[secret, api.secretList, api.secretInspect, api.secretUpdate], [config, api.configList, api.configInspect, api.configUpdate]].forEach(function (kind) {
            check("the list", names(kind[1](node, { name: ["story"] }), "ID"), [kind[0]]);
            now = kind[2](node, kind[0]);
            now.Spec.Labels = { a: "b" };
            kind[3](node, kind[0], now.Spec, now.Version.Index);
            check("the label", kind[2](node, "story").Spec.Labels, { a: "b" });
        });
        check("what is in it", api.configInspect(node, config).Spec.Data, data);
        check("what is in it stays there", api.secretInspect(node, secret).Spec.Data, undefined);

        id = api.serviceCreate(node, {
            Name: "story",
            TaskTemplate: { ContainerSpec: {
                Image: web + ":1.0", Command: ["sh", "-c", "cat /run/secrets/story; echo; exec sleep 1000"], StopGracePeriod: 1000000,
                Secrets: [{ SecretID: secret, SecretName: "story", File: { Name: "story", UID: "0", GID: "0", Mode: 256 } }]
            } },
            Mode: { Replicated: { Replicas: 1 } }
        }, web + ":1.0").ID;
        check("the list of services", api.serviceList(node, { name: ["story"] }, true)[0].ServiceStatus.DesiredTasks, 1);
        task = eventually("a task runs", function () {
            return api.taskList(node, { service: ["story"], "desired-state": ["running"] }).filter(function (one) {
                return one.Status.State === "running";
            })[0];
        });
        check("the task", api.taskInspect(node, task.ID).ServiceID, id);
        eventually("the logs of the service", function () {
            return api.serviceLogs(node, "story", true, false).stdout === "hello\n";
        });
        check("the logs of the task", api.taskLogs(node, task.ID).text, "hello\n");
        now = api.serviceInspect(node, id);
        now.Spec.Labels = { changed: "yes" };
        check("no warnings", api.serviceUpdate(node, id, now.Spec, now.Version.Index).Warnings, null);
        check("the service's label", api.serviceInspect(node, "story", true).Spec.Labels, { changed: "yes" });
        api.serviceDelete(node, "story");
        refused(404, function () {
            api.serviceInspect(node, "story");
        });
        eventually("the tasks are gone", function () {
            return api.containerList(node, true, null, false, { label: ["com.docker.swarm.service.name=story"] }).length === 0;
        });
        api.secretDelete(node, secret);
        api.configDelete(node, config);
        check("no secrets and configurations", [api.secretList(node), api.configList(node)], [[], []]);
        refused(503, function () {
            api.swarmLeave(node);
        });
        api.swarmLeave(node, true);
        refused(503, function () {
            api.swarmInspect(node);
        });
    };

    var tidy = function () {
        var events, seen, id = api.containerInspect(node, "renamed").Id;
        api.containerStop(node, "renamed", 0);
        has("pruned containers", JSON.stringify(api.containerPrune(node).ContainersDeleted), id);
        seen = api.systemDataUsage(node);
        check("the use of disk space has no containers", seen.ContainerUsage ? seen.ContainerUsage.TotalCount : seen.Containers.length, 0);
        has("pruned images", JSON.stringify(api.imagePrune(node, { dangling: ["false"] }).ImagesDeleted), "coopto/built:1");
        check("no images", api.imageList(node, true), []);
        events = api.systemEvents(node, Math.floor(new Date().getTime() / 1000) + 1, begin, { type: ["container"], container: [id] });
        check("its first event and its last", [events[0].Action, events[events.length - 1].Action], ["create", "destroy"]);
        // What a swarm leaves behind, also outside of Docker.
        api.networkDelete(node, "docker_gwbridge");
    };

    [system, images, life, files, commands, networks, volumes, plugins, swarm, services, tidy].forEach(function (chapter) {
        chapter();
    });
    return Object.keys(became).map(function (name) {
        return name + ": " + became[name];
    });
});
