/**
 * Run a command in a running container, and wait until it ends.
 *
 * @param {DockerContainer} container - the container, running
 * @param {string[]} cmd - the command and its arguments, one each; such as "sh", "-c", "ls /tmp | wc -l"
 * @param {string} user - user, perhaps ":group", that it runs as; left out: that of the container
 * @param {string} workingDir - folder that it starts in; left out: that of the container
 * @param {string[]} env - further environment, each "KEY=value"
 * @param {boolean} privileged - whether it may do to the node whatever it likes
 * @param {number} timeout - seconds that it may be silent, 1 to 86400; left out: 600. It runs on when nobody waits any more
 * @param {boolean} failOnError - whether an exit code other than 0 is an error
 * @returns {Properties} output, errorOutput, both (in the order of writing) and exitCode
 * @throws COOPTO-409 when the container does not run, COOPTO-500 with failOnError, COOPTO-504 when it ends its output
 *     and not itself
 */
(function (container, cmd, user, workingDir, env, privileged, timeout, failOnError) {
    var values = System.getModule("de.fum.coopto.values"), internal = System.getModule("de.fum.coopto.internal.containers");
    var result = new Properties(), words = internal.words(cmd), added = internal.environment(env);
    var folder = values.text(workingDir, "the working directory");
    var silence = values.integer(timeout, "the time to wait", 1, 86400), looks, ended;
    if (words.length === 0 || words[0].trim() === "") {
        throw "COOPTO-400: the command is missing";
    }
    var body = values.filled({
        AttachStdout: true,
        AttachStderr: true,
        Tty: false,
        Cmd: words,
        User: values.text(user, "the user"),
        Privileged: values.flag(privileged)
    });
    var reached = internal.reach(container, "run \"" + words[0] + "\" in {}", silence === null ? 600 : silence);
    if (added.length > 0) {
        reached.docker.since("1.25", "an environment for commands");
        body.Env = added;
    }
    if (folder !== null) {
        reached.docker.since("1.35", "a working directory for commands");
        body.WorkingDir = folder;
    }
    var path = "/exec/" + reached.docker.call({ method: "POST", path: reached.path + "/exec", body: body }).Id;
    var said = System.getModule("de.fum.coopto.engine").frames(reached.docker.call({
        method: "POST",
        path: path + "/start",
        body: { Detach: false, Tty: false },
        plain: true
    }));
    // The output may end a moment before the command; one that closed it and goes on has no code.
    for (looks = 0; looks < 10; looks++) {
        ended = reached.docker.call({ method: "GET", path: path + "/json" });
        if (ended.Running !== true) {
            break;
        }
        System.sleep(200);
    }
    if (ended.Running === true || ended.ExitCode === null || ended.ExitCode === undefined) {
        reached.refuse(504, "its output has ended, and it runs on");
    }
    var code = Number(ended.ExitCode);
    if (values.flag(failOnError) && code !== 0) {
        reached.refuse(500, "it ended with code " + code + ": " + (said.stderr || said.text).trim().slice(-1000));
    }
    result.put("output", said.stdout);
    result.put("errorOutput", said.stderr);
    result.put("both", said.text);
    result.put("exitCode", code);
    return result;
});
