/**
 * Write the query of a request. Docker takes "1" and "0" for yes and no, and JSON for filters.
 *
 * @param {Any} parameters - an object of texts, whole numbers, booleans, objects; null is left out
 * @returns {string} such as "?all=1&limit=5", or nothing
 */
(function (parameters) {
    var names = Object.keys(parameters), query = "", i, value;
    for (i = 0; i < names.length; i++) {
        value = parameters[names[i]];
        if (value === null || value === undefined) {
            continue;
        }
        if (typeof value === "boolean") {
            value = value ? "1" : "0";
        } else if (typeof value === "object") {
            value = JSON.stringify(value);
        }
        query += (query === "" ? "?" : "&") + names[i] + "=" + encodeURIComponent(String(value));
    }
    return query;
});
