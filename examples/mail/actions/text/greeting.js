/**
 * The words for somebody who is new.
 *
 * @param {string} name - whom to greet
 * @param {string} team - where they belong from now on
 * @returns {string} some lines of plain text
 * @throws when there is no name
 */
(function (name, team) {
    if (!name) {
        throw "a greeting needs a name";
    }
    return ["Hello " + name + ",", "", "welcome to " + team + "."].join("\n");
});
