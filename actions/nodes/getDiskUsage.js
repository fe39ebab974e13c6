/**
 * What images, containers, volumes and the cache of builds take on the disk of a node. Docker counts it now,
 * which may take minutes on a big one.
 *
 * @param {DockerNode} node - the node
 * @returns {Any} an object with images, containers, volumes and buildCache: each with count, active (how many are
 *     used), size and reclaimable (bytes)
 * @throws COOPTO-501 when the node's API is older than 1.25
 */
(function (node) {
    var values = System.getModule("de.fum.coopto.values");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var said = System.getModule("de.fum.coopto.engine").operate(entry, {
        what: "count the disk use",
        method: "GET",
        path: "/system/df",
        since: "1.25",
        seconds: 1800
    });
    // Before API 1.52 there are lists to add up; sizes that Docker does not know are -1.
    var add = function (items, size, used, unique) {
        var sum = { count: items.length, active: 0, size: 0, reclaimable: 0 };
        items.forEach(function (item) {
            var bytes = Math.max(0, Number(size(item)) || 0);
            sum.size += bytes;
            if (used(item)) {
                sum.active++;
            } else {
                sum.reclaimable += unique ? Math.max(0, bytes - Math.max(0, Number(item.SharedSize) || 0)) : bytes;
            }
        });
        return sum;
    };
    var take = function (usage, older) {
        return usage ? {
            count: Number(usage.TotalCount || 0),
            active: Number(usage.ActiveCount || 0),
            size: Number(usage.TotalSize || 0),
            reclaimable: Number(usage.Reclaimable || 0)
        } : older;
    };
    var images = add(values.list(said.Images), function (image) {
        return image.Size;
    }, function (image) {
        return Number(image.Containers) > 0;
    }, true);
    // Layers that images share count once.
    images.size = said.LayersSize === undefined ? images.size : Number(said.LayersSize || 0);
    return {
        images: take(said.ImageUsage, images),
        containers: take(said.ContainerUsage, add(values.list(said.Containers), function (container) {
            return container.SizeRw;
        }, function (container) {
            return /^(running|paused|restarting)$/.test(String(container.State));
        })),
        volumes: take(said.VolumeUsage, add(values.list(said.Volumes), function (volume) {
            return volume.UsageData ? volume.UsageData.Size : 0;
        }, function (volume) {
            return volume.UsageData && Number(volume.UsageData.RefCount) > 0;
        })),
        buildCache: take(said.BuildCacheUsage, add(values.list(said.BuildCache), function (cache) {
            return cache.Shared ? 0 : cache.Size;
        }, function (cache) {
            return cache.InUse === true;
        }))
    };
});
