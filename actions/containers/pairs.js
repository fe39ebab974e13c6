/**
 * Take texts "key=value" apart, such as labels.
 *
 * @param {string[]} texts - the texts; without "=" the value is empty
 * @param {string} what - what one of them is, for the message
 * @returns {Any} an object of texts by key
 * @throws COOPTO-400 when there is no key
 */
(function (texts, what) {
    var pairs = {};
    System.getModule("de.fum.coopto.values").texts(texts).forEach(function (text) {
        var at = text.indexOf("="), key = (at < 0 ? text : text.substring(0, at)).trim();
        if (key === "") {
            throw "COOPTO-400: " + what + " \"" + text + "\" must be written key=value";
        }
        pairs[key] = at < 0 ? "" : text.substring(at + 1);
    });
    return pairs;
});
