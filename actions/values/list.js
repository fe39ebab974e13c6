/**
 * Take a list: JavaScript arrays, Java arrays, Java lists, a single value (maps too) or nothing at all become
 * a JavaScript array without nulls.
 *
 * @param {Any} value - whatever a form, an attribute or Docker's answer holds
 * @returns {Any[]} a new array
 */
(function (value) {
    var found = [], i;
    var add = function (item) {
        if (item !== null && item !== undefined) {
            found.push(item);
        }
    };
    if (value === null || value === undefined) {
        return found;
    }
    if (typeof value !== "string" && typeof value.length === "number") {
        for (i = 0; i < value.length; i++) {
            add(value[i]);
        }
    } else if (typeof value !== "string" && typeof value.size === "function" && typeof value.keySet !== "function") {
        for (i = 0; i < Number(value.size()); i++) {
            add(value.get(i));
        }
    } else if (String(value) !== "") {
        add(value);
    }
    return found;
});
