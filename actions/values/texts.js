/**
 * Take a list of texts, without the empty ones. The texts are not trimmed: a blank may be meant.
 *
 * @param {Any} value - whatever a form, an attribute or Docker's answer holds
 * @returns {string[]} a new array
 */
(function (value) {
    var items = System.getModule("de.fum.coopto.values").list(value), found = [], i;
    for (i = 0; i < items.length; i++) {
        if (String(items[i]) !== "") {
            found.push(String(items[i]));
        }
    }
    return found;
});
