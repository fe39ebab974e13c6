/**
 * Write a failure with its place in the description before it.
 *
 * @param {string} place - such as "containers.db.ports[0]"
 * @param {Any} error - what was caught
 * @param {string} known - what the failure may begin with, and is in the place already; or ""
 * @returns {string} the failure, to be thrown
 */
(function (place, error, known) {
    var values = System.getModule("de.fum.coopto.values"), text = values.reason(error);
    if (known && text.indexOf(known + ": ") === 0) {
        text = text.substring(known.length + 2);
    }
    return "COOPTO-" + (values.status(error) || 400) + ": " + place + ": " + text;
});
