// Takes away what the server's engine does not know, and bends what it does differently.

const known = {
    Object: ["length name prototype create defineProperty defineProperties freeze getOwnPropertyDescriptor getOwnPropertyNames " +
        "getPrototypeOf isExtensible isFrozen isSealed keys preventExtensions seal",
        "constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf __proto__ " +
        "__defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__"],
    Function: ["length name prototype", "length name constructor apply bind call toString arguments caller"],
    Array: ["length name prototype isArray", "length constructor concat every filter forEach indexOf join lastIndexOf map pop push " +
        "reduce reduceRight reverse shift slice some sort splice toLocaleString toString unshift"],
    String: ["length name prototype fromCharCode", "length constructor anchor big blink bold charAt charCodeAt concat fixed fontcolor " +
        "fontsize indexOf italics lastIndexOf link localeCompare match replace search slice small split strike sub substr substring " +
        "sup toLocaleLowerCase toLocaleUpperCase toLowerCase toString toUpperCase trim trimLeft trimRight valueOf"],
    Number: ["length name prototype MAX_VALUE MIN_VALUE NaN NEGATIVE_INFINITY POSITIVE_INFINITY",
        "constructor toExponential toFixed toLocaleString toPrecision toString valueOf"],
    Boolean: ["length name prototype", "constructor toString valueOf"],
    Date: ["length name prototype UTC now parse", null],
    RegExp: ["length name prototype", "constructor compile exec global ignoreCase multiline source test toString flags lastIndex"],
    Error: ["length name prototype", "constructor message name toString stack"],
    Math: ["E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2 abs acos asin atan atan2 ceil cos exp floor log max min pow random round sin " +
        "sqrt tan", null],
    JSON: ["parse stringify", null]
};
const globals = ("Object Function Array String Number Boolean Date RegExp Error EvalError RangeError ReferenceError SyntaxError " +
    "TypeError URIError InternalError Math JSON NaN Infinity undefined eval parseInt parseFloat isNaN isFinite decodeURI " +
    "decodeURIComponent encodeURI encodeURIComponent escape unescape").split(" ");

const keep = function (object, names) {
    Object.getOwnPropertyNames(object).forEach(function (name) {
        if (names.indexOf(name) < 0) { Reflect.deleteProperty(object, name); }
    });
};

// ISO dates are read with three digits of a fraction and Z, or not at all.
const readable = (value) => typeof value !== "string" || !/^\s*\d{4}-\d\d-\d\dT/.test(value) ||
    /^\s*\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\s*$/.test(value);

const oldDates = function () {
    const parse = Date.parse;
    const old = new Proxy(Date, {
        construct: function (target, args, type) {
            const value = args.length === 1 && typeof args[0] === "object" && args[0] !== null && !(args[0] instanceof Date) ?
                plain(args[0]) : args[0];
            return Reflect.construct(target, args.length === 1 ? [readable(value) ? value : NaN] : args,
                type === old ? target : type);
        }
    });
    define(Date, "parse", function (value) { return readable(String(value)) ? parse(String(value)) : NaN; });
    define(Date.prototype, "constructor", old);
    define(globalObject, "Date", old);
};

// A leading zero means octal, whatever follows.
const oldIntegers = function () {
    define(globalObject, "parseInt", function (value, radix) {
        const octal = Number(radix) ? null : /^\s*([+\-]?)0(?=[0-9])/.exec(String(value));
        return octal === null ? parseInt(value, radix) : Number(octal[1] + "1") * parseInt(String(value).substring(octal[0].length), 8);
    });
};

const restrict = function () {
    Object.keys(known).forEach(function (name) {
        const names = known[name][0].split(" "), members = known[name][1];
        const object = globalObject[name];
        keep(object, names);
        if (members !== null && object.prototype) { keep(object.prototype, members.split(" ")); }
    });
    const hosted = Object.keys(hostObjects);
    // Objects that are found when they are asked for stay so: finding one may run an action, which
    // needs all the others.
    const described = (name) => Reflect.getOwnPropertyDescriptor(hostObjects, name);
    hosted.forEach(function (name) {
        const object = described(name).value, plainObject = typeof object === "object" && object !== null;
        if (plainObject && Object.getPrototypeOf(object) === Object.prototype) { watched(object, name); }
        if (typeof object === "function" && object.prototype && name !== "Properties") { watched(object.prototype, name); }
    });
    Object.getOwnPropertyNames(globalObject).forEach(function (name) {
        if (globals.indexOf(name) < 0 && hosted.indexOf(name) < 0) { Reflect.deleteProperty(globalObject, name); }
    });
    if (options.java) {
        oldDates();
        oldIntegers();
    }
    hosted.forEach(function (name) {
        const property = described(name);
        if (property.get) { Reflect.defineProperty(globalObject, name, property); } else { define(globalObject, name, property.value); }
    });
    define(globalObject, "$each", each);
    define(globalObject, "$thrown", note);
};

// ---- using a context again

// What every script finds: objects, the names of their properties and what stands there.
const found = [];
const same = Object.is;
const stands = function (object, key) {
    const property = Reflect.getOwnPropertyDescriptor(object, key);
    return property.get || property.value;
};
const remember = function (object) {
    if (object === null || typeof object !== "object" && typeof object !== "function") { return; }
    if (found.some((entry) => entry.object === object)) { return; }
    const keys = Reflect.ownKeys(object);
    found.push({ object: object, keys: keys, values: keys.map((key) => stands(object, key)), prototype: Reflect.getPrototypeOf(object) });
};
const rememberAll = function () {
    Object.getOwnPropertyNames(globalObject).forEach(function (name) {
        const object = Reflect.getOwnPropertyDescriptor(globalObject, name).value;
        remember(object);
        if (typeof object === "function") { remember(object.prototype); }
    });
    remember(globalObject);
};

// Forgets what a run left behind. False when it changed something that other runs would see.
const clean = function () {
    remembered.clear();
    modules.clear();
    last = { value: undefined, stack: "", noted: false };
    unknown = { owner: "", name: "", stack: "" };
    absent = { module: "", stack: "" };
    const globals = found[found.length - 1];
    Reflect.ownKeys(globalObject).forEach(function (key) {
        if (globals.keys.indexOf(key) < 0) { Reflect.deleteProperty(globalObject, key); }
    });
    for (let i = 0; i < found.length; i++) {
        const entry = found[i], object = entry.object, keys = Reflect.ownKeys(object);
        if (keys.length !== entry.keys.length || Reflect.getPrototypeOf(object) !== entry.prototype || !Reflect.isExtensible(object)) {
            return false;
        }
        for (let k = 0; k < keys.length; k++) {
            if (keys[k] !== entry.keys[k] || !same(stands(object, keys[k]), entry.values[k])) { return false; }
        }
    }
    return true;
};
