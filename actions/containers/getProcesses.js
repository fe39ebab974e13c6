/**
 * The processes of a running container.
 *
 * @param {DockerContainer} container - the container, running
 * @param {string} psArgs - arguments of ps, such as "aux"; left out: -ef
 * @returns {string[]} the titles, then a line for each process, with tabs between the columns
 * @throws COOPTO-409 when the container does not run
 */
(function (container, psArgs) {
    var values = System.getModule("de.fum.coopto.values"), given = values.text(psArgs, "the arguments of ps");
    var found = System.getModule("de.fum.coopto.internal.containers").reach(container, "list the processes of {}", 60)
        .call("GET", "/top", { ps_args: given }) || {};
    return [values.texts(found.Titles).join("\t")].concat(values.list(found.Processes).map(function (process) {
        return values.list(process).map(String).join("\t");
    }));
});
