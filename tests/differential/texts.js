return "abc".length + "abc".charAt(1) + "abc".charCodeAt(1) + "abc"[2];
return ["abc".charAt(9), "abc".charCodeAt(9), "abc"[9]];
return "a-b-c".split("-");
return "abc".split("");
return "a1b2c3".split(/\d/);
return "a1b2".split(/(\d)/);
return "a,b,c".split(",", 2);
return "".split(",");
return "".split("");
return ["hello".indexOf("l"), "hello".lastIndexOf("l"), "hello".indexOf("z"), "hello".indexOf("", 3)];
return ["hello".substring(3, 1), "hello".substr(-3, 2), "hello".slice(-3, -1), "hello".slice(2)];
return "aXbX".replace("X", "-");
return "aXbX".replace(/X/g, "-");
return "john smith".replace(/(\w+) (\w+)/, "$2, $1");
return "abc".replace(/b/, "[$&|$`|$']");
return "abc".replace(/[ac]/g, function (all, at) { return all.toUpperCase() + at; });
return "a.b.c".replace(/\./g, "$$");
return "  x\t\n ".trim() + "|";
return ["\u00a0x\ufeff".trim().length, "\u200bx".trim().length];
return ["ABC".toLowerCase(), "straße".toUpperCase(), "İ".toLowerCase().length];
return "abc".concat(1, null, [2, 3]);
return ["a" < "b", "a" < "B", "a" < "aa", "Z" < "a"];
return "abcabc".search(/c/);
return "abcabc".match(/b/).index;
return "abcabc".match(/b/g);
return "abc".match(/z/);
return "x".localeCompare("x");
return String.fromCharCode(72, 105, 8364);
return ["\x41\u0042\103", "a\
b"];
return escape("ü €+") + unescape("%FC%u20AC");
return encodeURIComponent("a b&c=ü/€😀'()*!~");
return encodeURI("http://a/b c?d=ü#e");
return decodeURIComponent("%C3%BC%20%F0%9F%98%80");
try { decodeURIComponent("%"); } catch (e) { return e.name; }
try { encodeURIComponent("\ud800"); } catch (e) { return e.name; }
return [String(null), String(undefined), String(true), String([1, [2, 3]]), String({}), String(function () { }).length > 0];
return ["" + null, "" + [], "" + {}, [] + [], 1 + [2]];
return [typeof "a", typeof new String("a"), new String("a") == "a", new String("a") === "a"];
return "abc".anchor("x") + "b".bold();
return "a\u2028b".length;
return "😀".length + "😀".charCodeAt(0);
// differs: for in goes over the letters of a text
var s = ""; for (var c in "abc") { s += c; } return s;
return "abc".hasOwnProperty("length") + " " + ("length" in Object("abc"));
return "%".concat("d") + "\v\f\b\0".length;
return "aaa".lastIndexOf("a", 1);
return "tEST".charAt(0).toUpperCase() + "tEST".substring(1).toLowerCase();
return "trim".trimLeft() + " a".trimLeft() + "b ".trimRight();
