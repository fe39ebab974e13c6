/**
 * Read a text file of a container, which need not run.
 *
 * @param {DockerContainer} container - the container
 * @param {string} path - the path of the file, such as /etc/hosts
 * @returns {string} its text, of 1 MB at most
 * @throws COOPTO-404 when there is no such file, COOPTO-400 when it is a folder, COOPTO-413 when it is
 *     larger, COOPTO-501 when it is not text in UTF-8
 */
(function (container, path) {
    var containers = System.getModule("de.fum.coopto.containers"), engine = System.getModule("de.fum.coopto.engine");
    var file = containers.filePath(path), reached = containers.reach(container, "read \"" + file.path + "\" of {}", 60);
    var ask = function (method, more) {
        more.method = method;
        more.path = reached.path + "/archive";
        more.query = { path: file.path };
        return reached.docker.call(more);
    };
    var stat = JSON.parse(containers.unbase64(ask("HEAD", { header: "X-Docker-Container-Path-Stat" }) || "e30="));
    // The highest bit of Go's file mode says that it is a folder, the fifth that it is a link.
    if (Number(stat.mode) >= 2147483648) {
        reached.refuse(400, "it is a folder");
    }
    if (Number(stat.size) > 1048576) {
        reached.refuse(413, "it has " + stat.size + " bytes, more than one megabyte");
    }
    if (stat.linkTarget) {
        return containers.readTextFile(container, String(stat.linkTarget));
    }
    var files = engine.untar(ask("GET", { plain: true }));
    if (files.length !== 1) {
        reached.refuse(400, "it is no file");
    }
    return files[0].text;
});
