return JSON.stringify({ a: 1, b: [true, null, "x"], c: { d: undefined, e: function () { } } });
return JSON.stringify([undefined, function () { }, NaN, Infinity, -0]);
return JSON.stringify("a\"b\\c\n\u2028\u0001é");
return JSON.stringify({ a: [1, { b: 2 }], c: {} , d: [] }, null, 2);
return JSON.stringify({ a: 1, b: 2, c: 3 }, ["c", "a"]);
return JSON.stringify({ a: 1, b: "x" }, function (k, v) { return typeof v === "number" ? v + 1 : v; });
return JSON.stringify(new Date(0));
return JSON.stringify({ toJSON: function () { return { x: 1 }; } });
return [JSON.stringify(undefined), JSON.stringify(null), JSON.stringify(function () { })];
return JSON.stringify([new Number(1), new String("a"), new Boolean(true)]);
return JSON.stringify({ a: [] , b: {} }, null, "--");
try { var o = {}; o.o = o; JSON.stringify(o); } catch (e) { return e.name; }
return JSON.parse('{"a":[1,2,{"b":null}],"c":"\\u00fc\\n"}');
return JSON.parse(" [1 , 2e3, -0.5] ");
return JSON.parse('{"a":1,"a":2}').a;
return JSON.parse('[1,2,3]', function (k, v) { return typeof v === "number" ? v * 2 : v; });
try { JSON.parse("{a:1}"); } catch (e) { return e.name; }
try { JSON.parse("[1,]"); } catch (e) { return e.name; }
try { JSON.parse("'a'"); } catch (e) { return e.name; }
try { JSON.parse(""); } catch (e) { return e.name; }
try { JSON.parse('{} {}'); } catch (e) { return e.name; }
try { JSON.parse("01"); } catch (e) { return e.name; }
return JSON.parse("12345678901234567890");
// differs: JSON keeps the sign of zero
return [JSON.parse("true"), JSON.parse("null"), JSON.parse('"x"'), JSON.parse("-0")];
