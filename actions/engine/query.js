/**
 * Write the query of a request. Docker takes "1" and "0" for yes and no, JSON for filters, and a
 * name again and again for each value of a list.
 *
 * @param {Any} parameters - an object of texts, numbers, booleans, lists, objects; null is left out
 * @returns {string} such as "?all=1&limit=5&t=a&t=b", or nothing
 * @throws COOPTO-400 when a value is none of these
 */
(function (parameters) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var names = Object.keys(parameters), query = "";
    names.forEach(function (name) {
        var value = values.plain(parameters[name], name);
        (Array.isArray(value) ? value : [value]).forEach(function (one) {
            if (one === null) {
                return;
            }
            one = typeof one === "boolean" ? (one ? "1" : "0") : typeof one === "object" ? JSON.stringify(one) : one;
            query += (query === "" ? "?" : "&") + engine.encode(name) + "=" + engine.encode(one);
        });
    });
    return query;
});
