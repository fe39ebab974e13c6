var s = ""; for each (var x in [1, 2, 3]) { s += x; } return s;
var s = ""; for each (var x in { a: "x", b: "y" }) { s += x; } return s;
var n = 0; for each (var x in null) { n++; } return n;
var n = 0; for each (x in undefined) { n++; } return n;
var o = {}; for each (o.x in [1, 2]) { } return o.x;
var s = ""; for each (var a in [[1, 2], [3]]) for each (var b in a) s += b; return s;
var s = 0; for each (var x in [1, 2, 3, 4]) { if (x === 2) { continue; } if (x === 4) { break; } s += x; } return s;
function P() { this.own = 1; } P.prototype.up = 2; var s = 0; for each (var x in new P()) { s += x; } return s;
var i = 5; for each (var i in [7, 8]) { } return i;
return "for each (x in y)".length;
var each = 3; return each + 1;
var s = ""; for each (var c in "abc") { s += c; } return s;
const k = 1; return k;
let v = 2; return v;
var [a, b] = [1, 2]; return a + b;
var o = {}; o.__defineGetter__("x", function () { return 5; }); return o.x;
var let1 = 1; { let let1 = 2; } return let1;
// differs: assigning a constant is an error here, and nothing there
const once = 1; once = 2; return once;
// differs: functions have no toSource here
return typeof (function () { }).toSource;
// differs: conditions of catch are no JavaScript
try { throw 1; } catch (e if e === 1) { return "one"; }
var f = function (x) x * 2; return f(4);
// differs: comprehensions of arrays are no JavaScript
return [x * x for (x in [1, 2, 3])];
// differs: XML in a script runs on the server only
return <a>b</a>.toString();
// differs: generic functions of Array are not here
return Array.map([1, 2], function (x) { return x * 2; });
// differs: the server's engine gave newer functions up to 1.7R4 no place, the one of Debian does
return typeof "".includes;
