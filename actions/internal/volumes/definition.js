/**
 * Write what a volume is to be the way Docker takes it, after checking it.
 *
 * @param {string} name - name of the volume; left out: Docker makes one up
 * @param {string} driver - left out: local
 * @param {Any} labels - an object of texts
 * @param {Any} options - an object of texts, for the driver
 * @returns {Any} the body of the request
 * @throws COOPTO-400 when the name is none
 */
(function (name, driver, labels, options) {
    var values = System.getModule("de.fum.coopto.values"), called = values.text(name, "the name of the volume");
    if (called !== null && !/^[a-zA-Z0-9][a-zA-Z0-9_.\-]+$/.test(called)) {
        throw "COOPTO-400: \"" + called + "\" is no name of a volume: two characters or more, letters, digits, and behind the first one _ . -";
    }
    return {
        Name: called,
        Driver: values.text(driver, "the driver of the volume") || "local",
        DriverOpts: options,
        Labels: labels
    };
});
