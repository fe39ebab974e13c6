/**
 * What the inventory shows of a node: the types of objects, and the folders that they are in.
 *
 * @returns {Any[]} objects with type, folder (the folder's type), part (the end of the folder's id), title (its
 *     name), icon, key (the property with the id in Docker) and properties (the others)
 */
(function () {
    return [
        {
            type: "DockerImage", folder: "DockerImageFolder", part: "images", title: "Images",
            icon: "image.png", key: "imageId",
            properties: ["tags", "digests", "size", "created"]
        },
        {
            type: "DockerContainer", folder: "DockerContainerFolder", part: "containers", title: "Containers",
            icon: "container.png", key: "containerId",
            properties: ["names", "state", "status", "image", "imageId", "command", "ports", "addresses", "created"]
        },
        {
            type: "DockerNetwork", folder: "DockerNetworkFolder", part: "networks", title: "Networks",
            icon: "network.png", key: "networkId",
            properties: ["driver", "scope", "internal", "attachable", "subnets", "labels", "created"]
        },
        {
            type: "DockerVolume", folder: "DockerVolumeFolder", part: "volumes", title: "Volumes",
            icon: "volume.png", key: "volumeName",
            properties: ["driver", "scope", "mountpoint", "labels", "created"]
        }
    ];
});
