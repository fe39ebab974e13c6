/**
 * Say hello.
 *
 * @returns {string} a word
 */
(function () {
    return "hello";
});
