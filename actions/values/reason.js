/**
 * What went wrong, for a message of another kind: the text of a failure without its status in front, and
 * without the place in the scripts that servers write behind it.
 *
 * @param {Any} error - what was caught
 * @returns {string} the text
 */
(function (error) {
    return System.getModule("de.fum.coopto.values").message(error).replace(/^.*?COOPTO-\d{3}: /, "")
        .replace(/ \(Dynamic Script Module name : [^()]*\)/g, "");
});
