/**
 * Check a description of a deployment, and write what Docker is to be asked for. Nobody is asked anything.
 *
 * @param {Any} description - JSON with name, networks, volumes and containers; see the workflow Deploy
 * @param {string} name - name of the deployment; left out: the one in the description
 * @param {Any} secrets - JSON with the values of ${NAME} in environments and commands; left out: there are none
 * @returns {Any} an object with name, networks and volumes (key, name, external, body), and containers in the order of
 *     their start (key, name, body, others, once, pull)
 * @throws COOPTO-400 that names the place in the description
 */
(function (description, name, secrets) {
    var values = System.getModule("de.fum.coopto.values"), deployments = System.getModule("de.fum.coopto.internal.deployments");
    var written = deployments.read(description, "the description"), hidden = {}, needs = {};
    var owns = function (object, key) {
        return Object.prototype.hasOwnProperty.call(object, key);
    };
    deployments.fields(written, "the description", ["name", "networks", "volumes", "containers"]);
    if (secrets !== null && secrets !== undefined && String(secrets).trim() !== "") {
        hidden = deployments.read(secrets, "the JSON of the secrets");
    }
    var called = values.text(name, "the name of the deployment") || values.required(written.name, "the name of the deployment");
    if (!/^[A-Za-z0-9][A-Za-z0-9_.\-]{0,99}$/.test(called)) {
        throw "COOPTO-400: \"" + called + "\" is no name of a deployment: up to 100 letters, digits, and behind the first one _ . -";
    }
    var networks = deployments.fields(written.networks, "networks", null), volumes = deployments.fields(written.volumes, "volumes", null);
    var containers = deployments.fields(written.containers, "containers", null);
    if (Object.keys(containers).length === 0) {
        throw "COOPTO-400: containers: there are none";
    }
    // Where a container says nothing about networks, it joins one that all such containers share.
    var shared = Object.keys(containers).some(function (key) {
        var spec = containers[key] || {};
        return !spec.networks && !spec.networkMode;
    });
    if (shared && !owns(networks, "default")) {
        networks["default"] = {};
    }
    var plan = { name: called, networks: [], volumes: [], containers: [] }, byKey = {};
    Object.keys(networks).forEach(function (key) {
        plan.networks.push(deployments.planNetwork(called, key, networks[key]));
    });
    Object.keys(volumes).forEach(function (key) {
        plan.volumes.push(deployments.planVolume(called, key, volumes[key]));
    });
    Object.keys(containers).forEach(function (key) {
        var place = "containers." + key, spec = containers[key];
        byKey[key] = deployments.planContainer(plan, key, spec, hidden);
        needs[key] = values.texts((spec || {}).dependsOn);
        needs[key].forEach(function (other, i) {
            if (!owns(containers, other)) {
                throw "COOPTO-400: " + place + ".dependsOn[" + i + "]: there is no container \"" + other + "\" in the description";
            }
        });
    });
    plan.containers = deployments.order(needs).map(function (key) {
        return byKey[key];
    });
    // Names may be given by hand, and then be the same.
    ["networks", "volumes", "containers"].forEach(function (kind) {
        var seen = {};
        plan[kind].forEach(function (part) {
            if (owns(seen, "/" + part.name)) {
                throw "COOPTO-400: " + kind + "." + part.key + ".name: " + kind + "." + seen["/" + part.name] + " is called \"" + part.name + "\" too";
            }
            seen["/" + part.name] = part.key;
        });
    });
    return plan;
});
