/**
 * Write a text file into a container, which need not run. A file that is there is replaced.
 *
 * @param {DockerContainer} container - the container
 * @param {string} path - the path of the file, such as /etc/motd; its folder must be there
 * @param {string} text - the text, in ASCII
 * @param {number} mode - its permissions, such as 600; left out: 644
 * @throws COOPTO-404 when there is no such folder, COOPTO-400 when the text is not ASCII
 */
(function (container, path, text, mode) {
    var internal = System.getModule("de.fum.coopto.internal.containers"), engine = System.getModule("de.fum.coopto.engine");
    var file = internal.filePath(path), content = text === null || text === undefined ? "" : String(text);
    var archive = engine.tar([{ name: file.name, text: content, mode: mode }]);
    var reached = internal.reach(container, "write \"" + file.path + "\" into {}", 60);
    reached.docker.change({
        method: "PUT",
        path: reached.path + "/archive",
        query: { path: file.folder, noOverwriteDirNonDir: true },
        text: archive,
        contentType: "application/x-tar"
    });
    System.log(reached.what + ": done");
});
