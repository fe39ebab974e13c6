/**
 * Remove a Docker node from the inventory. Docker itself, its images and its containers stay as they are.
 *
 * @param {DockerNode} node - the node
 * @id f09efd95-8202-4e3f-aadb-0bee4f98af01
 */
(function (node) {
    var target = System.getModule("de.fum.coopto.values").identify(node, "DockerNode");
    System.getModule("de.fum.coopto.store").erase(target.node);
    System.getModule("de.fum.coopto.inventory").refresh("DockerNode", target.node);
    System.log("removed \"" + target.name + "\"");
});
