/**
 * Take a list of texts, without the empty ones. The texts are not trimmed: a blank may be meant.
 *
 * @param {Any} value - whatever a form, an attribute or Docker's answer holds
 * @returns {string[]} a new array
 * @throws COOPTO-400 when there is something in it that is no text
 */
(function (value) {
    var values = System.getModule("de.fum.coopto.values"), found = [];
    values.list(value).forEach(function (item) {
        var plain = values.plain(item, "an item of a list of texts");
        if (typeof plain === "object") {
            throw "COOPTO-400: a list of texts holds something that is no text";
        }
        if (String(plain) !== "") {
            found.push(String(plain));
        }
    });
    return found;
});
