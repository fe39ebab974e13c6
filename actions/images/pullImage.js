/**
 * Pull an image onto a node: the tag that is named, and no other. Uses the account of the node, or the one
 * that is kept for the registry, where there is one.
 *
 * @id d21d1992-152b-4396-a9f3-e165b6506840
 * @param {DockerNode} node - the node that pulls
 * @param {string} reference - such as "postgres:latest"; without a tag, latest
 * @returns {DockerImage} the image as the node now has it
 */
(function (node, reference) {
    return System.getModule("de.fum.coopto.images").pullPlatformImage(node, reference, null);
});
