/**
 * Send something.
 *
 * @param {string} text - what to send
 * @param {number} times - how often
 * @returns {boolean} whether it arrived
 */
(function (text, times) {
    return System.getModule("com.example.mail").send(text);
});
