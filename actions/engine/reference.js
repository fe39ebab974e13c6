/**
 * Take the reference of an image apart: "postgres", "postgres:16", "quay.io:443/team/app:1.0",
 * "alpine@sha256:…". Without tag and digest it means the tag latest.
 *
 * @param {string} text - what people write
 * @returns {Any} an object with registry, name (as Docker shows it), version (tag or digest) and text
 * @throws COOPTO-400 when it is no reference
 */
(function (text) {
    var written = System.getModule("de.fum.coopto.values").required(text, "the reference of the image");
    var parts = /^([^@]*?)(?::([A-Za-z0-9_][A-Za-z0-9_.\-]{0,127}))?(?:@([A-Za-z0-9_+.\-]+:[0-9A-Fa-f]{32,}))?$/.exec(written);
    var registry = "docker.io", name = parts === null ? "" : parts[1], slash = name.indexOf("/"), first;

    // The part before the first slash is a registry when it can be no name of a person.
    first = name.substring(0, slash);
    if (slash > 0 && (/[.:\[]/.test(first) || first === "localhost")) {
        registry = first;
        name = name.substring(slash + 1);
    }
    if (!/^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/.test(name) ||
        !/^(?:[A-Za-z0-9.\-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/.test(registry)) {
        throw "COOPTO-400: \"" + written + "\" is no image; write it like postgres:16 or " +
            "registry.example.org/team/app:1.0, the name in small letters";
    }
    if (registry === "docker.io" || registry === "index.docker.io") {
        registry = "docker.io";
        name = name.replace(/^library\/(?=[^\/]+$)/, "");
    } else {
        name = registry + "/" + name;
    }
    var version = parts[3] || parts[2] || "latest";
    return { registry: registry, name: name, version: version, text: name + (parts[3] ? "@" : ":") + version };
});
