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
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var internal = System.getModule("de.fum.coopto.internal.containers"), file = internal.filePath(path).path, stat = {};
    var reached = internal.reach(container, "read \"" + file + "\" of {}", 60);
    var ask = function (method, more) {
        more.method = method;
        more.path = reached.path + "/archive";
        more.query = { path: file };
        return reached.docker.call(more);
    };
    var look = function () {
        try {
            stat = JSON.parse(internal.unbase64(ask("HEAD", { header: "X-Docker-Container-Path-Stat" }) || "e30="));
        } catch (e) {
            // There is no text in such an answer; the next one says what is missing.
            if (values.status(e) !== 404) {
                throw e;
            }
        }
    };
    look();
    if (stat.linkTarget) {
        file = String(stat.linkTarget);
        look();
    }
    // The highest bit of the mode says that it is a folder.
    if (Number(stat.mode) >= 2147483648) {
        reached.refuse(400, "it is a folder");
    }
    if (Number(stat.size) > 1048576) {
        reached.refuse(413, "it has " + stat.size + " bytes, more than one megabyte");
    }
    var archive = ask("GET", { plain: true }), files = [];
    try {
        files = engine.untar(archive);
    } catch (e) {
        reached.refuse(values.status(e) || 501, "it is not text in UTF-8, and a script can read nothing else");
    }
    if (files.length !== 1) {
        reached.refuse(400, "it is no file");
    }
    return files[0].text;
});
