/**
 * What Docker is asked to make, with the labels of the deployment beside its own.
 *
 * @param {Any} part - the part of the plan: body and labels
 * @returns {Any} a copy of its body
 */
(function (part) {
    var body = {}, labels = {};
    [part.body.Labels, part.labels].forEach(function (some) {
        Object.keys(some).forEach(function (key) {
            labels[key] = some[key];
        });
    });
    Object.keys(part.body).forEach(function (key) {
        body[key] = part.body[key];
    });
    body.Labels = labels;
    return body;
});
