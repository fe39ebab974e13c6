/**
 * What happened on a node: containers that started and died, images that were pulled, and so on. Docker keeps
 * the last 256 events or so.
 *
 * @param {DockerNode} node - the node
 * @param {Date} since - from when on; left out: the last hour
 * @param {Date} until - until when; left out, or in the future: until now, by the clock of the node
 * @param {string[]} filters - which ones, each "key=value" with the keys type, event, container, image, network,
 *     volume, label and what else Docker knows; of several with the same key one must fit
 * @returns {Any[]} objects with time (a date as text), type, action, id, name and attributes, oldest first
 */
(function (node, since, until, filters) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine"), wanted = {};
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var keys = ["config", "container", "daemon", "event", "image", "label", "network", "node", "plugin", "scope", "secret", "service",
        "type", "volume"];
    var seconds = function (date, what) {
        if (date === null || date === undefined || String(date) === "") {
            return null;
        }
        var time = typeof date.getTime === "function" ? Number(date.getTime()) : new Date(String(date)).getTime();
        if (!isFinite(time) || time < 0) {
            throw "COOPTO-400: " + what + " must be a date, not \"" + date + "\"";
        }
        return Math.floor(time / 1000);
    };
    var from = seconds(since, "the beginning"), to = seconds(until, "the end");
    values.texts(filters).forEach(function (filter) {
        var parts = /^\s*([a-z]+)\s*=\s*(\S.*?)\s*$/.exec(filter);
        if (parts === null) {
            throw "COOPTO-400: \"" + filter + "\" chooses no events; write it like type=container or event=die";
        }
        // Older Engines pass over what they do not know, and show everything.
        if (keys.indexOf(parts[1]) < 0) {
            throw "COOPTO-400: \"" + parts[1] + "\" chooses no events; there are " + keys.join(", ");
        }
        wanted[parts[1]] = (wanted[parts[1]] || []).concat(parts[2]);
    });
    var docker = engine.connect(entry, "show events", 60);
    // Without an end in the past Docker would go on and on, and its clock decides what the past is.
    var now = Math.floor(new Date(String(docker.call({ method: "GET", path: "/_ping", header: "Date" }))).getTime() / 1000);
    // The second that runs now belongs to it; Docker answers when it is over.
    now = (isFinite(now) && now > 0 ? now : Math.floor(new Date().getTime() / 1000)) + 1;
    to = to === null ? now : Math.min(to, now);
    from = from === null ? to - 3600 : from;
    if (from > to) {
        throw "COOPTO-400: " + docker.what + ": the beginning is after the end, or in the future of the node";
    }
    return engine.lines(docker.call({
        method: "GET",
        path: "/events",
        query: { since: from, until: to, filters: Object.keys(wanted).length > 0 ? wanted : null },
        plain: true
    }), docker.what).map(function (event) {
        var actor = event.Actor || {}, attributes = actor.Attributes || {};
        return {
            time: new Date(Number(event.time || 0) * 1000).toISOString(),
            type: String(event.Type || ""),
            action: String(event.Action || event.status || ""),
            id: String(actor.ID || event.id || ""),
            name: String(attributes.name || ""),
            attributes: attributes
        };
    });
});
