/**
 * Compare a plan with what is there, and decide what to do with each part: "make", "keep" or "replace".
 * Whatever stands in the way is told before anything is changed.
 *
 * @param {Any} plan - what plan returns; each part gets act and there (what find says of it, or null)
 * @param {Any} there - what find returns
 * @param {boolean} replace - whether containers that differ may be replaced
 * @returns {Any[]} containers of the deployment that the plan does not have any more
 * @throws COOPTO-409 when a name is taken, or something differs that may not be replaced; COOPTO-404 when
 *     something external is not there
 */
(function (plan, there, replace) {
    var deployments = System.getModule("de.fum.coopto.internal.deployments");
    ["networks", "volumes", "containers"].forEach(function (kind) {
        plan[kind].forEach(function (part, i) {
            var place = kind + "." + part.key, word = kind.substring(0, kind.length - 1) + " \"" + part.name + "\"";
            part.there = there[kind].filter(function (one) {
                return one.name === part.name;
            })[0] || null;
            if (part.external) {
                if (part.there === null) {
                    throw "COOPTO-404: " + place + ": there is no " + word;
                }
                part.act = "keep";
                return;
            }
            part.labels = deployments.labels(plan.name, part.key, kind === "containers" ? [part.body, part.others, part.once] : part.body, i);
            part.act = part.there === null ? "make" : "keep";
            if (part.there !== null && !part.there.mine) {
                throw "COOPTO-409: " + place + ": there is a " + word + " already, which does not belong to the deployment";
            }
            if (part.there !== null && part.there.content !== part.labels["de.fum.coopto.content"]) {
                part.act = "replace";
            }
            // A name that means another image now.
            if (kind === "containers" && part.there !== null && part.there.found.ImageID !== part.imageId) {
                part.act = "replace";
            }
            if (part.act === "replace" && (kind !== "containers" || !replace)) {
                throw "COOPTO-409: " + place + ": the " + word + " that is there is not what the description says; " +
                    (kind === "containers" ? "allow it to be replaced" : "remove the deployment first");
            }
        });
    });
    return there.containers.filter(function (container) {
        return container.mine && !plan.containers.some(function (part) {
            return part.name === container.name;
        });
    }).sort(function (a, b) {
        return b.order - a.order;
    });
});
