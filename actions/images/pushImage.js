/**
 * Push an image to the registry that its name begins with. Uses the account of the node, or the one
 * that is kept for the registry, where there is one.
 *
 * @param {DockerImage} image - the image
 * @param {string} reference - the name to push, such as "registry.example.org/team/app:1.0"; the image gets it
 *     if it has it not. Left out: its only tag
 * @returns {string} the digest that the registry has it under now, such as "sha256:…"
 * @throws COOPTO-400 when it has several tags and none is chosen; COOPTO-500 when the registry refuses it
 */
(function (image, reference) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var internal = System.getModule("de.fum.coopto.internal.images"), target = values.identify(image, "DockerImage");
    var entry = System.getModule("de.fum.coopto.store").entry(target.node), digest = "";
    var name = values.text(reference, "the name to push") === null ? null : internal.newName(reference);
    var docker = engine.connect(entry, "push image \"" + target.name + "\"", 60), tags = internal.names(docker, target.id).tags;
    if (name === null && tags.length !== 1) {
        throw "COOPTO-400: " + docker.what + ": " +
            (tags.length === 0 ? "it has no tag, say which it is to get" : "it has several tags, say which: " + tags.join(", "));
    }
    name = name || engine.reference(tags[0]);
    if (tags.indexOf(name.text) < 0) {
        System.getModule("de.fum.coopto.images").tagImage(image, name.text);
    }
    var headers = engine.credentials(entry, name.registry);
    // Engines before 25 want the header even where nobody logs in.
    headers["X-Registry-Auth"] = headers["X-Registry-Auth"] || values.base64url("{}");
    docker = engine.connect(entry, "push image \"" + name.text + "\"", 1800);
    engine.progress(docker.call({
        method: "POST",
        path: "/images/" + engine.path(name.name) + "/push",
        query: { tag: name.version },
        headers: headers,
        plain: true
    }), docker.what).forEach(function (report) {
        // Podman says it in words alone.
        var told = /digest: (sha256:[0-9a-f]{64})/.exec(String(report.status));
        digest = report.aux && report.aux.Digest ? String(report.aux.Digest) : told ? told[1] : digest;
    });
    System.log(docker.what + ": " + (digest || "done"));
    return digest;
});
