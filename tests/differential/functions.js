return (function (a, b) { return arguments.length + "," + a + "," + b; })(1);
return (function (a) { arguments[0] = 2; return a; })(1);
return (function f(n) { return n <= 1 ? 1 : n * f(n - 1); })(10);
var f = function () { return typeof g; function g() { } }; return f();
return typeof h; var h = 1;
var fs = []; for (var i = 0; i < 3; i++) { fs.push(function () { return i; }); } return fs.map(function (f) { return f(); });
var fs = []; for (var i = 0; i < 3; i++) { fs.push((function (n) { return function () { return n; }; })(i)); } return fs.map(function (f) { return f(); });
return (function () { return this; }).call("x") instanceof String;
return (function () { return typeof this; }).call(undefined);
return (function (a, b) { return a + b; }).apply(null, [1, 2]);
return (function (a, b) { return this.x + a + b; }).bind({ x: 1 }, 2)(3);
return [(function (a, b) { }).length, (function name() { }).name];
var x = 1; (function () { x = 2; var x; })(); return x;
try { undefinedVariable; } catch (e) { return e.name; }
try { null.x; } catch (e) { return e.name; }
try { undefined.f(); } catch (e) { return e.name; }
try { ({}).f(); } catch (e) { return e.name; }
try { (1)(); } catch (e) { return e.name; }
try { new 1; } catch (e) { return e.name; }
try { throw { code: 5 }; } catch (e) { return e.code; }
try { throw "text"; } catch (e) { return e; } finally { }
return (function () { try { return 1; } finally { return 2; } })();
var s = ""; try { try { throw 1; } finally { s += "f"; } } catch (e) { s += e; } return s;
return (function () { for (var i = 0; i < 5; i++) { try { continue; } finally { if (i === 3) { break; } } } return i; })();
var e = new Error("m"); return [e.message, e.name, String(e), e instanceof Error];
var e = new TypeError("t"); return [String(e), e instanceof TypeError, e instanceof Error];
function MyError(m) { this.message = m; } MyError.prototype = new Error(); MyError.prototype.name = "MyError"; return String(new MyError("x"));
return String(new Error());
try { eval("a b"); } catch (e) { return e.name; }
return eval("1 + 1; 3");
return new Function("a", "b", "return a * b")(3, 4);
var e = 1; try { throw 2; } catch (e) { e = 3; } return e;
outer: for (var i = 0; i < 3; i++) { for (var j = 0; j < 3; j++) { if (j === 1) { continue outer; } if (i === 2) { break outer; } } } return [i, j];
switch ("b") { case "a": return 1; case "b": case "c": return 2; default: return 3; }
switch (1) { default: return "d"; case "1": return "s"; }
var i = 0; do { i++; } while (i < 5); return i;
var s = 0; for (var i = 10; i--;) { s += i; } return s;
return [0 || "a", "" && "b", null || undefined, 1 && 2];
return (1, 2, 3);
return void 0;
var a = 1, b = a; a += b *= 3; return [a, b];
return typeof undeclared + typeof undeclared;
with ({ w: 5 }) { return w; }
return (function () { return arguments.callee.length; })(1, 2);
if (true) { function inner() { return 1; } } return inner();
throw "from here";
throw new RangeError("x");
return [function () { }.hasOwnProperty("prototype"), (function () { }).prototype.constructor instanceof Function];
