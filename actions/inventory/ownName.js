/**
 * The name of a container, without its slash. Links of other containers are names too, "other/alias",
 * and may come first.
 *
 * @param {Any} container - what Docker says of it in its list
 * @returns {string} its own name; the beginning of its id when it has none
 */
(function (container) {
    return System.getModule("de.fum.coopto.values").texts(container.Names).map(function (name) {
        return name.replace(/^\//, "");
    }).filter(function (name) {
        return name.indexOf("/") < 0;
    })[0] || String(container.Id).substring(0, 12);
});
