/**
 * Take a name that an image is to get. A digest is no such name: it follows from the content.
 *
 * @param {string} reference - such as "team/app:1.0"; without a tag, latest
 * @returns {Any} what engine.reference returns: registry, name, version, text
 * @throws COOPTO-400 when it is no reference, or a digest
 */
(function (reference) {
    var name = System.getModule("de.fum.coopto.engine").reference(reference);
    if (name.text.indexOf("@") >= 0) {
        throw "COOPTO-400: \"" + name.text + "\" names an image by its content; give a tag, like team/app:1.0";
    }
    return name;
});
