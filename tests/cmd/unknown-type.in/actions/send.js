/**
 * Send something.
 *
 * @param {strng} text - what to send
 * @param {VM} machine - where it came from
 */
(function (text, machine) {
    System.log(text + machine);
});
