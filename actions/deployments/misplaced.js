/**
 * Write a failure with its place in the description before it.
 *
 * @param {string} place - such as "containers.db.ports[0]"
 * @param {Any} error - what was caught
 * @returns {string} the failure, to be thrown
 */
(function (place, error) {
    var text = System.getModule("de.fum.coopto.values").message(error);
    var status = /COOPTO-(\d{3}):/.exec(text);
    // Servers write the place in the scripts behind it, which says nothing of the description.
    text = text.replace(/^.*?COOPTO-\d{3}: /, "").replace(/ \(Dynamic Script Module name : [^()]*\)/g, "");
    // What is tried need not be said twice: "deploy \"shop\" on \"laptop\"".
    var tried = place.split(": ")[0] + ": ";
    text = text.indexOf(tried) === 0 ? text.substring(tried.length) : text;
    return "COOPTO-" + (status === null ? "400" : status[1]) + ": " + place + ": " + text;
});
