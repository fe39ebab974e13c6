/**
 * @param {string} __proto__ - $x$ _y_ a_b
 */
(function (__proto__) {
    System.log(__proto__);
});
