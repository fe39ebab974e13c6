return Object.keys({ b: 1, a: 2, c: 3 });
// differs: keys that look like numbers come first, in order
return Object.keys({ b: 1, 2: 1, a: 1, 1: 1 });
return { a: 1, b: [2, { c: null }], d: "x" };
var o = { a: 1 }; delete o.a; return ["a" in o, o.a, delete o.b];
var o = Object.create({ inherited: 1 }); o.own = 2; var keys = []; for (var k in o) { keys.push(k); } return keys;
var o = Object.create({ a: 1 }); return [o.a, o.hasOwnProperty("a"), "a" in o];
var o = { get x() { return this.y * 2; }, set x(v) { this.y = v; } }; o.x = 5; return [o.x, o.y];
var o = {}; Object.defineProperty(o, "x", { value: 1 }); o.x = 2; return [o.x, Object.keys(o).length, delete o.x];
var o = Object.freeze({ a: 1 }); o.a = 2; o.b = 3; return [o.a, o.b, Object.isFrozen(o)];
var o = Object.seal({ a: 1 }); o.a = 2; delete o.a; o.b = 1; return [o.a, o.b, Object.isSealed(o)];
try { Object.defineProperty(Object.freeze({}), "x", { value: 1 }); } catch (e) { return e.name; }
return Object.getOwnPropertyNames({ a: 1, b: 2 });
return Object.getOwnPropertyDescriptor({ a: 1 }, "a");
function F(x) { this.x = x; } F.prototype.y = 2; var f = new F(1); return [f.x, f.y, f instanceof F, f.constructor === F];
function F() { return { a: 1 }; } return new F().a;
function F() { return 1; } return typeof new F();
// differs: null is of the class Null
return Object.prototype.toString.call([]) + Object.prototype.toString.call(null) + Object.prototype.toString.call(new Date(0));
return [typeof {}, typeof [], typeof null, typeof undefined, typeof function () { }, typeof /x/];
return [{} + "", { toString: function () { return "s"; }, valueOf: function () { return 1; } } + 1];
return { default: 1, class: 2, "if": 3 }.class;
var o = { a: { b: {} } }; o.a.b.c = o.a; return o.a.b.c.b === o.a.b;
return [1 in [5, 6], "length" in [], "toString" in {}];
// differs: Object.keys takes texts and numbers
return Object.keys("ab").length;
try { return Object.keys(null); } catch (e) { return e.name; }
var o = {}; o[1] = "a"; o["1"] = "b"; o[{}] = "c"; return [o[1], o["[object Object]"]];
return ({}).hasOwnProperty.call({ x: 1 }, "x");
var o = { f: function () { return this === o; } }; return [o.f(), (0, o.f)(), (o.f)()];
return Object.getPrototypeOf([]) === Array.prototype;
var a = { x: 1 }, b = a; b.x = 2; return a.x;
return { a: undefined, b: function () { } };
var o = { valueOf: function () { return 42; } }; return [o + 1, o * 2, o > 41, o == 42];
return ({ __proto__: { z: 1 } }).z;
return [new Boolean(false) ? 1 : 2, !!new Boolean(false), new Boolean(false) == false];
var n = 0; var o = { a: 1, b: 2, c: 3 }; for (var k in o) { delete o.b; n++; } return n;
