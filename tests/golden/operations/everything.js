/**
 * Do something with an "image".
 *
 * It takes all that there is.
 *
 * @param {DockerNode} node - the node
 * @param {string} name - The name of the image
 * @param {string} id - The id of the task
 * @param {Any} body - What it is given
 * @param {string} tag - The tag
 * @param {number} version - The version as last read
 * @param {string} psArgs - What ps is told (optional; since API 1.39)
 * @param {string} user - Who runs it (optional)
 * @param {string} mode - How (left out: "fast"; one of fast, slow)
 * @param {number} limit - How many (optional; 1 to 100)
 * @param {number} least - From where on (left out: 5; from 0 on)
 * @param {boolean} wait - Whether it waits (left out: true)
 * @param {boolean} force - Whether it must (optional)
 * @param {string[]} names - Some names (optional)
 * @param {Any} filters - What it looks for (optional)
 * @param {Any} platforms - Where (optional)
 * @param {number} ratio - How much (optional)
 * @param {Any} other - Something (optional)
 * @param {boolean} failIfSo - whether it is a failure when it is so already (optional)
 * @returns {Any[]} What happened
 * @throws COOPTO-<status> with what Docker said; COOPTO-501 when the API of the node is older than 1.30
 */
(function (node, name, id, body, tag, version, psArgs, user, mode, limit, least, wait, force, names, filters, platforms, ratio, other, failIfSo) {
    var values = System.getModule("com.example.mail.values");
    var engine = System.getModule("com.example.mail.engine");
    var most = 9007199254740991;
    name = values.required(name, "name");
    id = values.required(id, "id");
    tag = values.required(tag, "tag");
    version = values.required(version, "version");
    return engine.operate(node, {
        what: "run task \"" + id + "\" of " + name + " as " + (user || ""),
        since: "1.30",
        method: "POST",
        path: "/images/" + engine.path(name) + "/tasks/" + engine.segment(id) + "/run",
        query: {
            ps_args: values.text(psArgs, "psArgs"),
            "as-user": values.text(user, "user"),
            tag: tag,
            mode: values.otherwise(values.choice(mode, "mode", ["fast", "slow"]), "fast"),
            limit: values.integer(limit, "limit", 1, 100),
            least: values.otherwise(values.integer(least, "least", 0, most), 5),
            version: values.integer(version, "version", -most, most),
            wait: values.otherwise(values.yesOrNo(wait, "wait"), true),
            force: values.yesOrNo(force, "force"),
            names: values.texts(names),
            filters: values.json(filters, "filters"),
            platforms: values.json(platforms, "platforms"),
            ratio: values.plain(ratio, "ratio"),
            other: values.plain(other, "other"),
            stream: false,
            last: "a \"b\""
        },
        needs: {
            ps_args: "1.39",
            Weight: "1.31",
            "HostConfig.Init": "1.37"
        },
        body: engine.body(values.given(body, "body"), "body", {
            Image: "string!",
            Cmd: "string[]",
            Weight: "integer",
            "a-b": "any"
        }),
        account: name,
        failIfSo: values.flag(failIfSo),
        as: "progress",
        seconds: 1800
    });
});
