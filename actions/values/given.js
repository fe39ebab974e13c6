/**
 * Take anything that must be there.
 *
 * @param {Any} value - from a form, an attribute or another script
 * @param {string} what - what it is, for the message
 * @returns {Any} the value as it is
 * @throws COOPTO-400 when there is none
 */
(function (value, what) {
    // An empty list is one.
    if (value === null || value === undefined || value !== value || (String(value) === "" && !Array.isArray(value))) {
        throw "COOPTO-400: " + what + " is missing";
    }
    return value;
});
