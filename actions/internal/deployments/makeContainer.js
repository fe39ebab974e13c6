/**
 * Create a container of a deployment, with all its networks; and start it.
 *
 * @param {Any} docker - the connection to the node
 * @param {Any} part - the container in the plan
 * @param {Any} made - a function that is told its id as soon as there is one
 */
(function (docker, part, made) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var body = System.getModule("de.fum.coopto.internal.deployments").labelled(part);
    var answer = docker.call({ method: "POST", path: "/containers/create", query: { name: part.name }, body: body });
    made(String(answer.Id));
    values.texts(answer.Warnings).forEach(function (warning) {
        System.warn("container \"" + part.name + "\": " + warning);
    });
    part.others.forEach(function (other) {
        docker.change({
            method: "POST",
            path: "/networks/" + engine.segment(other.name) + "/connect",
            body: { Container: String(answer.Id), EndpointConfig: other.endpoint }
        });
    });
    docker.change({ method: "POST", path: "/containers/" + answer.Id + "/start" });
});
