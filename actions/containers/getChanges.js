/**
 * What a container has changed of the files of its image.
 *
 * @param {DockerContainer} container - the container
 * @returns {string[]} each "A", "C" or "D" (added, changed, deleted), a blank and the path; by path
 */
(function (container) {
    var found = System.getModule("de.fum.coopto.internal.containers").reach(container, "list the changed files of {}", 60)
        .call("GET", "/changes");
    return System.getModule("de.fum.coopto.values").list(found).sort(function (a, b) {
        return a.Path < b.Path ? -1 : 1;
    }).map(function (change) {
        return (["C", "A", "D"][change.Kind] || "?") + " " + change.Path;
    });
});
