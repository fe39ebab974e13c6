/**
 * Make what a plan says, part by part: networks, volumes, then containers, each until it is ready.
 *
 * @param {Any} docker - the connection to the node
 * @param {Any} plan - the plan, compared with what is there; containers get their ids
 * @param {number} seconds - how long each container may take to be ready
 * @param {Any[]} made - gets what was made, in order, so that it can be undone: kind, id, text, and of replaced
 *     containers was (the id of the old one), name and ran
 * @param {Any} note - a function that is told what was done
 * @param {Any} enter - a function that is told which part is being made
 */
(function (docker, plan, seconds, made, note, enter) {
    var deployments = System.getModule("de.fum.coopto.internal.deployments");
    var simple = function (kind, make) {
        plan[kind + "s"].forEach(function (part) {
            enter(kind + "s." + part.key);
            if (part.act === "keep") {
                note(kind + " " + part.name + ": there already");
                return;
            }
            var answer = make(deployments.labelled(part));
            made.push({ kind: kind, id: String(answer.Id || answer.Name), text: kind + " " + part.name });
            note(kind + " " + part.name + ": made");
        });
    };
    simple("network", function (body) {
        return System.getModule("de.fum.coopto.internal.networks").make(docker, body);
    });
    simple("volume", function (body) {
        return docker.call({ method: "POST", path: "/volumes/create", body: body });
    });
    plan.containers.forEach(function (part) {
        var text = "container " + part.name, state, done = "there already";
        enter("containers." + part.key);
        if (part.act === "replace") {
            made.push(deployments.putAside(docker, part));
        }
        if (part.act !== "keep") {
            deployments.makeContainer(docker, part, function (id) {
                part.id = id;
                made.push({ kind: "container", id: id, text: text });
            });
            done = part.act === "replace" ? "replaced" : "made";
        } else {
            part.id = part.there.id;
            state = docker.call({ method: "GET", path: "/containers/" + part.id + "/json" }).State;
            if (part.once && state.Status === "exited" && Number(state.ExitCode) === 0) {
                note(text + ": has done its work already");
                return;
            }
            if (state.Status === "paused") {
                throw "COOPTO-409: it is paused";
            }
            if (state.Running !== true) {
                docker.change({ method: "POST", path: "/containers/" + part.id + "/start" });
                done = "started again";
            }
        }
        try {
            deployments.waitUntilReady(docker, part.id, part.once, seconds);
        } catch (e) {
            deployments.lastWords(docker, part.id, part.name);
            throw e;
        }
        note(text + ": " + done);
    });
});
