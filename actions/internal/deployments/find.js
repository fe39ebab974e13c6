/**
 * What a node has of containers, networks and volumes, and which of them belong to a deployment.
 *
 * @param {Any} docker - the connection to the node
 * @param {string} name - name of the deployment; null: of any
 * @returns {Any} an object with containers, networks and volumes: lists of objects with name, id, deployment, part,
 *     content, order, mine (whether it is of that deployment), and what Docker says of it in its list: found
 */
(function (docker, name) {
    var values = System.getModule("de.fum.coopto.values");
    var read = function (items, idOf, nameOf) {
        return values.list(items).map(function (item) {
            var labels = item.Labels || {}, deployment = labels["de.fum.coopto.deployment"];
            return {
                id: String(idOf(item)),
                name: nameOf(item),
                deployment: deployment === undefined ? null : String(deployment),
                mine: deployment !== undefined && (name === null || String(deployment) === name),
                part: String(labels["de.fum.coopto.part"] || ""),
                content: String(labels["de.fum.coopto.content"] || ""),
                order: Number(labels["de.fum.coopto.order"] || 0),
                found: item
            };
        }).sort(function (a, b) {
            // Docker lists networks in any order.
            return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
        });
    };
    var id = function (item) {
        return item.Id;
    };
    var named = function (item) {
        return String(item.Name);
    };
    return {
        containers: read(docker.call({ method: "GET", path: "/containers/json", query: { all: true } }), id, function (container) {
            return System.getModule("de.fum.coopto.inventory").ownName(container);
        }),
        networks: read(docker.call({ method: "GET", path: "/networks" }), id, named),
        volumes: read((docker.call({ method: "GET", path: "/volumes" }) || {}).Volumes, named, named)
    };
});
