/**
 * Take what an object has, without the members that are null: to Docker they say nothing, and not
 * every Engine takes a null for that.
 *
 * @param {Any} object - an object; it may be missing
 * @returns {Any} a new object
 */
(function (object) {
    var found = {};
    Object.keys(object || {}).forEach(function (name) {
        if (object[name] !== null && object[name] !== undefined) {
            found[name] = object[name];
        }
    });
    return found;
});
