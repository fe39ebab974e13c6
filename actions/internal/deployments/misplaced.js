/**
 * Write a failure with its place in the description before it.
 *
 * @param {string} place - such as "containers.db.ports[0]"
 * @param {Any} error - what was caught
 * @param {string} known - what the failure may begin with, and is in the place already; or ""
 * @returns {string} the failure, to be thrown
 */
(function (place, error, known) {
    var text = System.getModule("de.fum.coopto.values").message(error);
    var status = /COOPTO-(\d{3}):/.exec(text);
    // Servers write the place in the scripts behind it, which says nothing of the description.
    text = text.replace(/^.*?COOPTO-\d{3}: /, "").replace(/ \(Dynamic Script Module name : [^()]*\)/g, "");
    if (known && text.indexOf(known + ": ") === 0) {
        text = text.substring(known.length + 2);
    }
    return "COOPTO-" + (status === null ? "400" : status[1]) + ": " + place + ": " + text;
});
