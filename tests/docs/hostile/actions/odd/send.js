/**
 * Send a <b>text</b> | or *two*. And `more`
 * of it, &lt;escaped&gt;:
 * - first <img src=x onerror=alert(1)>
 * - second |
 *
 * # no heading
 * [a link](javascript:alert(1)) ![picture](http://example.com/x.png)
 * 1. no list
 * --- 
 * ```js
 *
 * @param {Box} box - where | it goes, `perhaps`
 * @param {Pair[]} pairs - <details><summary>x
 * @param {string} nothing
 * @returns {boolean} whether <u>it</u> went
 * @throws COOPTO-404 when the | <box> is gone
 * @throws COOPTO-500 else
 * @since 1.1.0 | *
 * @deprecated use `other` </div>
 */
(function (box, pairs, nothing) {
    System.getModule("com.example.hostile.odd.$_").log("x");
    return RESTHostManager.getHost(box.id) !== nothing;
});
