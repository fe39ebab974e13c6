/**
 * Write a registry the way it stands in references of images: a host, perhaps with a port. All names
 * of Docker Hub become docker.io.
 *
 * @param {string} registry - such as "registry.example.org:5000" or "https://index.docker.io/v1/"; left out: Docker Hub
 * @returns {string} such as "docker.io"
 * @throws COOPTO-400 when it is no host
 */
(function (registry) {
    var written = System.getModule("de.fum.coopto.values").text(registry, "the registry") || "docker.io";
    var host = written.toLowerCase().replace(/^https?:\/\//, "").replace(/\/(v[12]\/?)?$/, "");
    var parts = /^(?:[a-z0-9](?:[a-z0-9.\-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::(\d{1,5}))?$/.exec(host);
    if (parts === null || (parts[1] && (Number(parts[1]) < 1 || Number(parts[1]) > 65535))) {
        throw "COOPTO-400: \"" + written + "\" is no registry; write its host, perhaps with a port: registry.example.org:5000";
    }
    return /^((www\.)?docker\.com|docker\.io|(index|registry|registry-1|hub)\.docker\.(io|com))$/.test(host) ? "docker.io" : host;
});
