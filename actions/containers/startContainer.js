/**
 * Start a container. One that runs already is left alone.
 *
 * Docker takes links, ports, volumes, name servers and privileges only when a container is created. They
 * may be given here still: what the container has already is no reason to do anything. Otherwise a
 * container that never ran is created anew with them, which changes its id; one that ran before is
 * refused, as its data would be lost. What is left out, empty or false stays as it is.
 *
 * @id c17748c2-648e-4797-8f73-da394273f26e
 * @param {DockerContainer} container - the container
 * @param {Any} links - other containers to reach by name, each "container" or "container:alias"; or composites DockerLink
 * @param {DockerPort[]} portBindings - ports to open and to publish, as createContainerFromImage takes them
 * @param {Any} volumeBindings - each "/path/on/node:/path" or "volume:/path", perhaps with ":ro"; or composites DockerMount
 * @param {string[]} dns - addresses of name servers
 * @param {string[]} dnsSearch - domains to look names up in
 * @param {boolean} publishAllPorts - whether every open port without a host port gets one
 * @param {boolean} privileged - whether it may do to the node whatever it likes
 * @param {boolean} failIfSo - whether it is an error when it runs already
 * @returns {DockerContainer} the container, which is another one when it had to be created anew
 * @throws COOPTO-409 when it ran before and was created with other settings, COOPTO-304 with failIfSo
 */
(function (container, links, portBindings, volumeBindings, dns, dnsSearch, publishAllPorts, privileged, failIfSo) {
    var values = System.getModule("de.fum.coopto.values"), internal = System.getModule("de.fum.coopto.internal.containers");
    var target = values.identify(container, "DockerContainer"), id = target.id, found, wanted, state;
    var asked = {
        links: internal.links(links, target.node),
        ports: internal.portBindings(portBindings),
        volumes: internal.volumes(volumeBindings),
        dns: internal.nameServers(dns),
        dnsSearch: dnsSearch,
        publishAllPorts: publishAllPorts,
        privileged: privileged
    };
    var plain = asked.links.length === 0 && Object.keys(asked.ports.exposed).length === 0 &&
        asked.volumes.mounts.length === 0 && values.texts(dns).length === 0 && values.texts(dnsSearch).length === 0 &&
        !values.flag(publishAllPorts) && !values.flag(privileged);
    var reached = internal.reach(container, "start", 60);
    if (!plain) {
        found = reached.inspect();
        state = found.State || {};
        wanted = internal.settings(found, asked);
        if (wanted.changed.length > 0) {
            if (state.Status !== "created" || !/^0001-/.test(String(state.StartedAt))) {
                reached.refuse(409, "it has other " + wanted.changed.join(", ") + ", which Docker takes only when a container is " +
                    "created; as it has run, creating it anew would lose its data. Start it without them, or create another " +
                    "container with them");
            }
            id = internal.recreate(reached, found, wanted);
            System.log(reached.what + ": created anew with other " + wanted.changed.join(", "));
        }
    }
    reached.docker.change({ method: "POST", path: "/containers/" + id + "/start", failIfSo: values.flag(failIfSo) });
    System.log(reached.what + ": done");
    var inventory = System.getModule("de.fum.coopto.inventory");
    inventory.refresh("DockerContainer", target.node + "/" + id);
    return inventory.getContainer(reached.entry, id, 60);
});
