/**
 * Check that a part of a description is an object, and has no keys but those that mean something.
 *
 * @param {Any} value - the part
 * @param {string} place - such as "containers.db"
 * @param {string[]} known - the keys; null: any that can be names
 * @returns {Any} the object; an empty one for null
 * @throws COOPTO-400 that names the place
 */
(function (value, place, known) {
    if (value === null || value === undefined) {
        return {};
    }
    if (typeof value !== "object" || Array.isArray(value)) {
        throw "COOPTO-400: " + place + " must be an object: { … }";
    }
    Object.keys(value).forEach(function (key) {
        if (known === null ? !/^[A-Za-z0-9][A-Za-z0-9_.\-]*$/.test(key) : known.indexOf(key) < 0) {
            throw "COOPTO-400: " + place + (known === null ?
                " has the name \"" + key + "\"; names are letters, digits, and behind the first one _ . -" :
                " has \"" + key + "\", which means nothing there; there are " + known.join(", "));
        }
    });
    return value;
});
