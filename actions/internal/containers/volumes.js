/**
 * Write volumes the way Docker takes them: "/path" is a volume without a name, "/path/on/node:/path"
 * a folder or file of the node, "volume:/path" a volume with a name; ":ro" behind it makes it read-only.
 *
 * @param {Any} volumes - such texts, or composites of hostMountPoint, accessMode and containerMountPoint
 * @returns {Any} an object with anonymous and binds, for Volumes and Binds, and mounts: for each one
 *     source (or null), target and readOnly
 * @throws COOPTO-400 when one of them is neither
 */
(function (volumes) {
    var values = System.getModule("de.fum.coopto.values"), anonymous = {}, binds = [], mounts = [];
    values.list(volumes).forEach(function (volume) {
        var inside = typeof volume === "string" ? null : values.field(volume, "containerMountPoint"), source, mode, text;
        if (inside !== null) {
            source = values.text(values.field(volume, "hostMountPoint"), "the path on the node, or the name of the volume");
            mode = (values.text(values.field(volume, "accessMode"), "the access mode") || "rw").toLowerCase();
            // Docker's word, or the name in the configuration element AccessModes.
            if (!/^(rw|ro|readonly|readwrite)$/.test(mode)) {
                throw "COOPTO-400: the access mode of \"" + inside + "\" must be ro or rw, not \"" + mode + "\"";
            }
            text = (source === null ? "" : source + ":") + String(inside).trim() +
                (source !== null && /^(ro|readonly)$/.test(mode) ? ":ro" : "");
        } else {
            text = values.text(volume, "a volume");
        }
        if (text === null) {
            return;
        }
        var parts = /^()(\/[^:]*)()$/.exec(text) ||
            /^(\/[^:]*|[A-Za-z0-9][A-Za-z0-9_.\-]*):(\/[^:]*)(?::([A-Za-z,]+))?$/.exec(text);
        if (parts === null) {
            throw "COOPTO-400: \"" + text + "\" is no volume; write /path, /path/on/node:/path or volume:/path, " +
                "perhaps with :ro behind it";
        }
        if (parts[1] === "") {
            anonymous[parts[2]] = {};
        } else {
            binds.push(text);
        }
        mounts.push({
            source: parts[1] || null,
            target: parts[2].replace(/(.)\/+$/, "$1"),
            readOnly: /(^|,)ro(,|$)/.test(parts[3] || "")
        });
    });
    return { anonymous: anonymous, binds: binds, mounts: mounts };
});
