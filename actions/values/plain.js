/**
 * Turn whatever a form, an attribute, a script or a server's object holds into plain JSON: null,
 * booleans, numbers, texts, arrays and objects of JavaScript. What is missing is null; nulls in
 * lists, and missing members of objects, are left out; dates become texts.
 *
 * @param {Any} value - the value
 * @param {string} what - what it is, for the message
 * @returns {Any} the plain value
 * @throws COOPTO-400 when something in it has no place in JSON: NaN, a function, an object of the server
 */
(function (value, what) {
    var values = System.getModule("de.fum.coopto.values");
    var read = function (item, place, depth) {
        var kind = Object.prototype.toString.call(item), plain = {}, date;
        var refuse = function (why) {
            throw "COOPTO-400: " + place + " " + why;
        };
        // To ask some of Java's objects for what they do not have is an error.
        var has = function (name) {
            try {
                return typeof item[name] === "function";
            } catch (e) {
                return false;
            }
        };
        if (item === null || item === undefined) {
            return null;
        }
        if (depth > 50) {
            refuse("is nested too deep");
        }
        if (typeof item === "string" || typeof item === "boolean") {
            return item;
        }
        if (typeof item === "function") {
            refuse("is a function");
        }
        // Numbers, booleans, texts and dates may be Java's, or objects around JavaScript's own.
        if (typeof item === "number" || kind === "[object Number]" || has("doubleValue")) {
            return isFinite(Number(item)) ? Number(item) : refuse("is no number: " + Number(item));
        }
        if (kind === "[object Boolean]" || has("booleanValue")) {
            return String(item) === "true";
        }
        if (has("charAt")) {
            return String(item);
        }
        if (has("getTime")) {
            date = new Date(Number(item.getTime()));
            return isNaN(date.getTime()) ? refuse("is no date") : date.toISOString();
        }
        // Java's maps, and Properties.
        if (has("get") && (has("keySet") || (item.keys && typeof item.keys.length === "number"))) {
            values.list(has("keySet") ? item.keySet().toArray() : item.keys).forEach(function (key) {
                plain[String(key)] = read(item.get(key), place + "." + key, depth + 1);
            });
            return plain;
        }
        if (Array.isArray(item) || (has("get") && has("size")) ||
            (typeof item.length === "number" && Object.keys(item).indexOf("length") < 0)) {
            return values.list(item).map(function (one, i) {
                return read(one, place + "[" + i + "]", depth + 1);
            });
        }
        if (kind !== "[object Object]" || typeof item !== "object") {
            refuse("is nothing that JSON can hold");
        }
        Object.keys(item).forEach(function (key) {
            if (item[key] !== undefined) {
                plain[key] = read(item[key], place + "." + key, depth + 1);
            }
        });
        return plain;
    };
    return read(value, what, 0);
});
