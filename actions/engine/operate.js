/**
 * Call one operation of the Engine API. Whatever is wrong with the request is said before the node
 * is asked anything.
 *
 * A request has
 * - what: what is being done, for messages, such as "start container \"db\""
 * - method, and path with its parts encoded (see the actions path and segment)
 * - since: the version of the API that the operation needs; left out, any that we speak
 * - query: an object (see the action query)
 * - body: a plain JSON value (see the action body); or text and contentType: sent as it is
 * - needs: an object: names of the query or the body ("HostConfig.Init" for what is inside), and
 *   the version that each needs where it is given
 * - account: the reference of an image; the account for its registry is shown
 * - as: what comes back: "json" (left out: this), "text", "nothing", "progress" (list of reports,
 *   failures among them are thrown), "lines" (list of JSON documents), "log" (an object with stdout,
 *   stderr and text), or "header <name>" (its value)
 * - seconds: how long to wait; left out: 60
 * - failIfSo: whether "it is so already" is a failure, COOPTO-304
 *
 * @param {Any} node - a DockerNode, or its entry in the store
 * @param {Any} request - the request
 * @returns {Any} what the request asks for
 * @throws COOPTO-400 when something is wrong with the request, COOPTO-501 when the node is too old
 *     for it, COOPTO-<status> with what Docker said
 */
(function (node, request) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var store = System.getModule("de.fum.coopto.store"), asked = values.plain(request, "the request") || {};
    var isEntry = node && typeof node.displayName === "string" && typeof node.url === "string";
    var entry = isEntry ? node : store.entry(values.identify(node, "DockerNode").node);
    var what = asked.what || asked.method + " " + asked.path;
    var as = asked.as || "json", query = asked.query || {}, needs = asked.needs || {}, headers = {}, content, docker, answer;
    var isGiven = function (name) {
        var value = query[name];
        // An empty list adds nothing to a query.
        if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) {
            value = asked.body;
            name.split(".").forEach(function (part) {
                value = value !== null && value !== undefined && typeof value === "object" ? value[part] : null;
            });
        }
        return value !== null && value !== undefined;
    };
    if (asked.account) {
        headers = engine.credentials(entry, engine.reference(asked.account).registry);
        if (!headers["X-Registry-Auth"]) {
            // To push, Docker wants the header even where there is no account: base64url of {}.
            headers["X-Registry-Auth"] = "e30=";
        }
    }
    content = engine.content(asked);
    var path = asked.path + engine.query(query);

    docker = engine.connect(entry, what, asked.seconds || 60);
    if (asked.since) {
        docker.since(asked.since, null);
    }
    Object.keys(needs).forEach(function (name) {
        if (isGiven(name)) {
            docker.since(needs[name], "\"" + name + "\"");
        }
    });
    answer = docker.call({
        method: asked.method,
        path: path,
        text: content === null ? null : content.text,
        contentType: content === null ? null : content.type,
        headers: headers,
        plain: as !== "json",
        header: as.indexOf("header ") === 0 ? as.substring(7) : null,
        failIfSo: asked.failIfSo === true
    });
    if (as === "progress" || as === "lines") {
        return as === "lines" ? engine.lines(answer, docker.what) : engine.progress(answer, docker.what);
    }
    return as === "log" ? engine.frames(answer) : as === "nothing" ? null : answer;
});
