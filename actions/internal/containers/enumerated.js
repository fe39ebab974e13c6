/**
 * What Docker takes for a value that people choose by its name.
 *
 * @param {string} list - AccessModes, NetworkTypes or UnixSignals
 * @param {string} name - the name that was chosen
 * @param {string} what - what it is the name of, for the message, such as "a signal"
 * @returns {string} the value
 * @throws COOPTO-404 when the list has no such name
 */
(function (list, name, what) {
    var wanted = System.getModule("de.fum.coopto.values").required(name, "the name of " + what);
    var found = System.getModule("de.fum.coopto.internal.containers").enumeration(list);
    if (!Object.prototype.hasOwnProperty.call(found, wanted)) {
        throw "COOPTO-404: Library/Coopto/Container/enums/" + list + " has no \"" + wanted + "\"; it has " +
            Object.keys(found).join(", ");
    }
    return found[wanted];
});
