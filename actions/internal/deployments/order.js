/**
 * Put containers into an order in which each comes after those that it depends on, otherwise as they are written.
 *
 * @param {Any} needs - for each container, by name, the list of those that it depends on
 * @returns {string[]} the names
 * @throws COOPTO-400 when they depend on each other in a circle, which it shows
 */
(function (needs) {
    var ordered = [], visit = function (name, way) {
        if (way.indexOf(name) >= 0) {
            throw "COOPTO-400: containers." + name + ".dependsOn: they wait for each other: " +
                way.slice(way.indexOf(name)).concat(name).join(" → ");
        }
        if (ordered.indexOf(name) < 0) {
            needs[name].forEach(function (other) {
                visit(other, way.concat(name));
            });
            ordered.push(name);
        }
    };
    Object.keys(needs).forEach(function (name) {
        visit(name, []);
    });
    return ordered;
});
