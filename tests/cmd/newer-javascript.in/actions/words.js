/**
 * Put words together.
 *
 * @param {string[]} words - the words
 * @returns {string} all in one
 */
(function (words) {
    let all = [];
    words.forEach(word => all.push(`<${word}>`));
    return all.join(" ");
});
