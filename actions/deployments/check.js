/**
 * Check a description of a deployment, for a form: nothing is asked and nothing is made.
 *
 * @param {string} description - what somebody has written so far
 * @returns {string} what is wrong with it; empty when it is good, or when there is none yet
 */
(function (description) {
    if (description === null || description === undefined || String(description).trim() === "") {
        return "";
    }
    try {
        // Names and secrets have fields of their own, so any will do here.
        System.getModule("de.fum.coopto.internal.deployments").plan(String(description).replace(/\$\{/g, "$$${"), "form", null);
        return "";
    } catch (e) {
        return System.getModule("de.fum.coopto.values").reason(e);
    }
});
