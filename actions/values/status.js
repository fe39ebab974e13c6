/**
 * The status in the text of a failure "COOPTO-<status>: …". A server may put words around it.
 *
 * @param {Any} error - what was caught
 * @returns {number} such as 404, or 0 for failures of another kind
 */
(function (error) {
    var found = /COOPTO-(\d{3}):/.exec(System.getModule("de.fum.coopto.values").message(error));
    return found === null ? 0 : parseInt(found[1], 10);
});
