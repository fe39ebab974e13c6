/**
 * The files that a build sends to Docker: the Dockerfile and those that are given beside it.
 *
 * @param {string} dockerfile - the text of the Dockerfile
 * @param {DockerTextFile[]} files - name (with folders), text, executable
 * @returns {Any[]} objects as engine.tar takes them: name, text, mode
 * @throws COOPTO-400 when a file has no name, or the Dockerfile is empty
 */
(function (dockerfile, files) {
    var values = System.getModule("de.fum.coopto.values"), text = dockerfile === null || dockerfile === undefined ? "" : String(dockerfile);
    // Forms send the line ends of Windows, which no shell takes.
    var context = [{ name: "Dockerfile", text: text.replace(/\r\n?/g, "\n") }];
    if (!/\S/.test(text)) {
        throw "COOPTO-400: the Dockerfile is empty";
    }
    values.list(files).forEach(function (file) {
        var content = values.field(file, "text");
        context.push({
            name: values.required(values.field(file, "name"), "the name of a file to build with").replace(/^(\.\/)+/, ""),
            text: content === null ? "" : String(content).replace(/\r\n?/g, "\n"),
            mode: values.flag(values.field(file, "executable")) ? 755 : 644
        });
    });
    return context;
});
