/**
 * Send a signal to a container. That it was sent does not mean that the container has ended.
 *
 * @id 129ea984-bea4-426d-8de8-f6bb76fcd36c
 * @param {DockerContainer} container - the container, running
 * @param {string} signal - its name, with or without SIG, or its number; left out: SIGKILL
 * @throws COOPTO-409 when the container does not run, COOPTO-400 when Linux has no such signal
 */
(function (container, signal) {
    var name = (System.getModule("de.fum.coopto.values").text(signal, "the signal") || "SIGKILL").toUpperCase();
    // Numbers of a server may be written "9.0".
    name = name.replace(/^(\d+)\.0+$/, "$1");
    if (/^(SIG)?INFO$/.test(name)) {
        throw "COOPTO-400: there is no SIGINFO on Linux";
    }
    if (!/^(\d{1,2}|[A-Z][A-Z0-9+\-]{1,15})$/.test(name) || name === "0" || name === "00") {
        throw "COOPTO-400: \"" + name + "\" is no signal; write it like SIGTERM, TERM or 15";
    }
    System.getModule("de.fum.coopto.internal.containers").reach(container, "send " + name + " to {}", 60)
        .call("POST", "/kill", { signal: name });
});
