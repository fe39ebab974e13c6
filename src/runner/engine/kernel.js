// The bridge between scripts and the program around them. All files of this kind are put together
// into one function, which runs before any script: what a script cannot see any more afterwards
// (Map, Proxy, …) is taken hold of here.

const globalObject = globalThis;
const { Map, WeakMap, Proxy, Reflect, Symbol, Error, TypeError, RangeError, ReferenceError, SyntaxError, InternalError,
    Object, Array, String, Number, Boolean, Date, JSON, Math, RegExp, parseInt, parseFloat, isNaN, isFinite,
    encodeURIComponent, decodeURIComponent, escape, unescape } = globalThis;
const hasOwn = Object.prototype.hasOwnProperty;
const owns = (object, name) => hasOwn.call(object, name);
const define = (object, name, value) => Object.defineProperty(object, name,
    { value: value, writable: true, enumerable: false, configurable: true });
const wellFormed = String.prototype.toWellFormed;
Error.stackTraceLimit = 60;

// The global objects of the server, by name.
const hostObjects = {};

// ---- errors

// What Java throws: a text, which is all that the workflow sees of it.
class JavaException extends Error {
    toString() { return this.message; }
}
define(JavaException.prototype, "name", "JavaException");

// The value that was thrown last, and where.
let last = { value: undefined, stack: "", noted: false };
const note = function (value) {
    last = { value: value, stack: new Error().stack, noted: true };
    return value;
};

// Calls the program. What it answers: nothing, [value], or [undefined, text of an exception].
const call = function (operation) {
    const args = [];
    for (let i = 1; i < arguments.length; i++) { args[i - 1] = pack(arguments[i], 0); }
    const answer = native(operation, args);
    if (answer === null) {
        // The program wants the script to end: the interrupt finds it here, and nothing catches that.
        for (;;) { }
    }
    if (answer.length === 2) { throw new JavaException(answer[1]); }
    return unpack(answer[0]);
};

// Something that a server has and this program does not: ends the script and names it.
const missing = function (what) { return call("missing", what); };

// Methods that are not here, each an error when it is called.
const lacks = function (object, owner, names) {
    names.forEach(function (name) {
        define(object, name, function () { return missing(owner + "." + name); });
    });
};

// What a script asked an object of the server for in vain, and where: the engine itself does not say what
// was no function.
let unknown = { owner: "", name: "", stack: "" };
const watched = function (object, owner) {
    Reflect.setPrototypeOf(object, new Proxy(Object.prototype, {
        get: function (target, name, receiver) {
            if (typeof name !== "string" || name in target) { return Reflect.get(target, name, receiver); }
            unknown = { owner: owner, name: name, stack: new Error().stack };
        }
    }));
    return object;
};
// The innermost line of a script in a stack.
const lineIn = function (stack) {
    const found = /\((?:item|action:[^()]*):\d+(?=:\d+\))/.exec(stack);
    return found === null ? null : found[0];
};
// What System.getModule found nothing for, and where.
let absent = { module: "", stack: "" };
const explained = function (error) {
    const nothing = error instanceof TypeError && absent.module !== "" && /^cannot read property '[^]*' of null$/.test(error.message) &&
        lineIn(String(error.stack)) === lineIn(absent.stack);
    if (nothing) { return "TypeError: " + error.message + ": there is no module " + absent.module; }
    const found = error instanceof TypeError && error.message === "not a function" && unknown.name !== "" &&
        lineIn(String(error.stack)) === lineIn(unknown.stack);
    return found ? "TypeError: Cannot find function " + unknown.name + " in object " + unknown.owner + "." : null;
};

// ---- values as Java hands them to scripts

const text = (value) => value === null || value === undefined ? null : String(value);

// Its length is a method, as Java's is; JavaScript's other methods work.
class JavaString {
    #text;
    constructor(value) { this.#text = value; }
    length() { return this.#text.length; }
    toString() { return this.#text; }
    valueOf() { return this.#text; }
}
Reflect.setPrototypeOf(JavaString.prototype, String.prototype);
class JavaDouble extends Number {
    toString() { return javaNumber(this.valueOf()); }
    // Not even `"" + x` makes a whole number of it.
    [Symbol.toPrimitive](hint) { return hint === "number" ? this.valueOf() : this.toString(); }
}
class JavaArray { }
Reflect.setPrototypeOf(JavaArray.prototype, Array.prototype);
// JSON looks for toJSON in what is no JavaScript object, and falls.
[JavaString, JavaDouble, JavaArray].forEach(function (type) {
    Object.defineProperty(type.prototype, "constructor", { value: Object, enumerable: false });
});
const noJson = function () { throw new InternalError("Java method toJSON not found: copy the value with String(x) or Number(x) first"); };

const javaArray = function (items) {
    const array = Object.create(options.java ? JavaArray.prototype : Array.prototype);
    if (!options.java) { return items; }
    Object.defineProperty(array, "length", { value: items.length, enumerable: false });
    for (let i = 0; i < items.length; i++) { array[i] = items[i]; }
    return Object.seal(array);
};
// What a plug-in's object hands over.
const java = function (value) {
    if (value instanceof Array && !(value instanceof JavaArray)) { return javaArray(value.map(java)); }
    if (!options.java) { return value; }
    return typeof value === "string" ? new JavaString(value) : typeof value === "number" ? new JavaDouble(value) : value;
};
if (options.java) {
    [JavaString, JavaDouble, JavaArray].forEach(function (type) { define(type.prototype, "toJSON", noJson); });
}
// What a script hands over, as JavaScript would have made it.
const plain = (value) => value instanceof JavaString || value instanceof JavaDouble ? value.valueOf() : value;

// ---- values across the border: primitives as they are, everything else as [tag, …]

// How objects of the server are written down; by object.
const described = new WeakMap();
const describe = (object, description) => { described.set(object, description); return object; };
// How objects of a type come back; by type, or by what stands before its colon.
const restorers = new Map();

const pack = function (value, depth) {
    if (value === null || value === undefined) { return null; }
    const kind = typeof value;
    if (kind === "boolean" || kind === "number") { return value; }
    // Half of a character is nothing outside.
    if (kind === "string") { return wellFormed.call(value); }
    if (kind !== "object") { throw new TypeError("a " + kind + " cannot leave the script"); }
    // As deep as the state can be read again, where a level may take two of JSON's 128.
    if (depth > 50) { throw new TypeError("a value that is nested without end cannot leave the script"); }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) { return pack(value.valueOf(), depth); }
    const description = described.get(value);
    if (description !== undefined) { return description(depth); }
    if (value instanceof Date) { return ["date", value.getTime()]; }
    if (value instanceof Array) {
        const items = ["array"];
        for (let i = 0; i < value.length; i++) { items[i + 1] = pack(value[i], depth + 1); }
        return items;
    }
    if (value instanceof RegExp) { return value.source; }
    if (value instanceof Error) { return String(value); }
    const fields = ["composite"];
    Object.keys(value).forEach(function (name) {
        if (typeof value[name] !== "function") { fields.push(wellFormed.call(name), pack(value[name], depth + 1)); }
    });
    return fields;
};

const unpack = function (packed) {
    if (packed === null || typeof packed !== "object") { return packed; }
    switch (packed[0]) {
    case "date": return new Date(packed[1]);
    case "array": return packed.slice(1).map(unpack);
    case "properties": {
        const properties = new Properties();
        for (let i = 1; i < packed.length; i += 2) { properties.put(packed[i], unpack(packed[i + 1])); }
        return properties;
    }
    case "composite": {
        const record = {};
        for (let i = 1; i < packed.length; i += 2) { record[packed[i]] = unpack(packed[i + 1]); }
        return owns(record, "get") ? record : define(record, "get", function (name) { return record[name]; });
    }
    case "attachment": return attachment(packed[1], packed[2], packed[3]);
    default: {
        const restore = restorers.get(packed[1]) || restorers.get(packed[1].split(":")[0]);
        return restore ? restore(packed[2], packed[1], packed[3]) : missing("an object of type " + packed[1]);
    }
    }
};

// ---- actions

const modules = new Map();
// The functions of actions: they keep nothing from one call to the next.
const bodies = new Map();
const moduleNamed = function (name) {
    if (!modules.has(name)) {
        const names = call("actions", name);
        modules.set(name, names === null ? null : makeModule(name, names));
    }
    return modules.get(name);
};

const makeModule = function (module, names) {
    const object = {};
    names.forEach(function (name) {
        object[name] = function () {
            const key = module + "/" + name;
            const body = bodies.get(key) || compile(module, name);
            bodies.set(key, body);
            try {
                return body.apply({}, arguments);
            } catch (error) {
                throw placed(error, module, name);
            }
        };
    });
    define(object, "name", module);
    return watched(object, module);
};

// The function of an action's source; what is wrong with the source is an exception like any other.
const compile = function (module, name) {
    const found = compiler(module, name);
    if (found === null) { for (;;) { } }
    if (typeof found === "string") { throw new SyntaxError(found); }
    return found;
};

// A text that leaves an action says where it was thrown, once; errors know it by themselves.
const placed = function (error, module, name) {
    if (typeof error !== "string" || error.indexOf("(Dynamic Script Module name") >= 0) { return error; }
    const known = last.noted && last.value === error;
    const stack = known ? last.stack : "";
    const whole = error + call("place", stack, module, name);
    last = { value: whole, stack: stack, noted: known };
    return whole;
};

// ---- what the program calls

const textOf = function (error) {
    try {
        return wellFormed.call(error instanceof JavaException ? String(error.message) : explained(error) || String(error));
    } catch (e) {
        return "an exception without a text";
    }
};

const run = function (body, args, actions) {
    try {
        const module = actions ? moduleNamed(actions[0]) : null;
        const found = actions ? module && owns(module, actions[1]) && module[actions[1]] : body;
        if (!found) { throw new JavaException("there is no action " + actions[0] + "/" + actions[1]); }
        return [pack(found.apply({}, args.map(unpack)), 0)];
    } catch (error) {
        const noted = last.noted && last.value === error;
        const stack = noted ? last.stack : error instanceof Error ? String(error.stack) : "";
        // Without memory, QuickJS throws an error with this text, or null when not even that can be made.
        // Where even the words for it find no room, there are none.
        const memory = !noted && (error === null || error instanceof InternalError && (error.message === "out of memory" || error.message === ""));
        return [memory ? null : textOf(error), stack];
    }
};

const each = function (value) {
    const values = [];
    if (value !== null && typeof value === "object" || typeof value === "function") {
        for (const name in value) { values.push(value[name]); }
    }
    return values;
};
