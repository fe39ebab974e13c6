/**
 * Remove what is not used on a node, kind by kind as you choose. Nothing is chosen by itself.
 *
 * @param {DockerNode} node - the node
 * @param {boolean} containers - whether to remove containers that do not run, and what only they know
 * @param {boolean} networks - whether to remove networks that no container is in
 * @param {boolean} images - whether to remove images without a name that no container is made from
 * @param {boolean} allImages - whether to remove those with a name as well
 * @param {boolean} volumes - whether to remove volumes without a name that no container has, and what is in them
 * @param {boolean} allVolumes - whether to remove those with a name as well
 * @param {boolean} buildCache - whether to remove what builds keep for the next time
 * @param {string} olderThan - only what was made before: a time such as "24h"; not for volumes
 * @param {string[]} labels - only what has all these labels, each "key" or "key=value", "!key" for without; not for
 *     the cache of builds
 * @returns {Any} an object with removed (texts such as "container 0123…") and reclaimed (bytes)
 * @throws COOPTO-400 when nothing is chosen, or volumes together with an age
 */
(function (node, containers, networks, images, allImages, volumes, allVolumes, buildCache, olderThan, labels) {
    var values = System.getModule("de.fum.coopto.values"), nodes = System.getModule("de.fum.coopto.internal.nodes");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var removed = [], reclaimed = 0, said, pruned;
    var note = function (kind, names, bytes) {
        values.texts(names).forEach(function (name) {
            removed.push(kind + " " + name);
        });
        reclaimed += Number(bytes || 0);
    };
    var some = [containers, networks, images, allImages, volumes, allVolumes, buildCache].some(function (choice) {
        return values.flag(choice);
    });
    if (!some) {
        throw "COOPTO-400: choose what to remove from \"" + entry.displayName + "\"";
    }
    if ((values.flag(volumes) || values.flag(allVolumes)) && values.text(olderThan, "the age") !== null) {
        throw "COOPTO-400: Docker cannot choose volumes by their age; remove them without one";
    }
    if (values.flag(buildCache) && values.texts(labels).length > 0) {
        throw "COOPTO-400: the cache of builds has no labels; remove it without them";
    }
    // Containers first: they are what keeps the rest in use.
    if (values.flag(containers)) {
        pruned = System.getModule("de.fum.coopto.containers").pruneContainers(node, olderThan, labels);
        note("container", pruned.removed, pruned.reclaimed);
    }
    if (values.flag(networks)) {
        note("network", System.getModule("de.fum.coopto.networks").pruneNetworks(node, olderThan, labels), 0);
    }
    if (values.flag(volumes) || values.flag(allVolumes)) {
        pruned = System.getModule("de.fum.coopto.volumes").pruneVolumes(node, allVolumes, labels);
        note("volume", pruned.removed, pruned.reclaimed);
    }
    if (values.flag(images) || values.flag(allImages)) {
        pruned = System.getModule("de.fum.coopto.images").pruneImages(node, allImages, olderThan, labels);
        note("image", pruned.removed, pruned.reclaimed);
    }
    if (values.flag(buildCache)) {
        said = nodes.prune(entry, "cache of builds", "/build/prune", olderThan, null, {});
        note("cache", said.CachesDeleted, said.SpaceReclaimed);
    }
    System.log("removed " + removed.length + " from \"" + entry.displayName + "\", " + reclaimed + " bytes");
    return { removed: removed, reclaimed: reclaimed };
});
