/**
 * Check the body of a request, and make plain JSON of it: an object, Properties, or JSON text. The
 * fields that are known are converted by their types, all others stay as they are: Docker knows
 * more of them than we do. Names of known fields may be written in capitals or small letters, as
 * Docker takes them either way.
 *
 * @param {Any} value - what was given
 * @param {string} what - what it is, for the message, such as "the container"
 * @param {Any} fields - an object: names, and their types: string, integer, number, boolean, object, any, string[]
 *     or object[], with "!" behind it where the field must be there; in an array for a list of such objects
 * @returns {Any} a plain object, or an array of them; null when nothing was given
 * @throws COOPTO-400 that names the field when something is missing or has another type
 */
(function (value, what, fields) {
    var values = System.getModule("de.fum.coopto.values"), body = values.plain(value, what);
    var known = Array.isArray(fields) ? fields[0] : fields, names = {}, most = 9007199254740991;
    var refuse = function (place, why) {
        throw "COOPTO-400: " + place + " " + why;
    };
    var owns = function (object, name) {
        return Object.prototype.hasOwnProperty.call(object, name);
    };
    var isObject = function (item) {
        return item !== null && typeof item === "object" && !Array.isArray(item);
    };
    var convert = function (item, type, place) {
        var one = type.replace("[]", "");
        if (one !== type) {
            // A single one stands for a list of one.
            return (Array.isArray(item) ? item : [item]).map(function (part, i) {
                return convert(part, one, Array.isArray(item) ? place + "[" + i + "]" : place);
            });
        }
        if (type === "any" || (type === "object" && isObject(item))) {
            return item;
        }
        if (type === "string" && typeof item !== "object" && typeof item !== "boolean") {
            return String(item);
        }
        if (type === "boolean" && /^(true|false)$/.test(String(item)) && typeof item !== "object") {
            return String(item) === "true";
        }
        if (type === "integer" && typeof item !== "object") {
            return values.integer(item, place, -most, most);
        }
        if (type === "number" && typeof item !== "object" && typeof item !== "boolean" && isFinite(Number(item))) {
            return String(item).trim() === "" ? null : Number(item);
        }
        return refuse(place, "must be " + ({
            string: "a text", boolean: "true or false", integer: "a whole number", number: "a number", object: "an object"
        }[type] || "of the type " + type));
    };
    var check = function (item, place) {
        var checked = {};
        if (!isObject(item)) {
            refuse(place, "must be an object with " + (Object.keys(known).slice(0, 3).join(", ") || "fields"));
        }
        Object.keys(item).forEach(function (key) {
            var name = names["$" + key.toLowerCase()] || key, part = item[key];
            if (owns(checked, name)) {
                refuse(place + "." + name, "is given twice");
            }
            part = owns(known, name) && part !== null ? convert(part, known[name].replace("!", ""), place + "." + name) : part;
            if (part !== null || !owns(known, name)) {
                checked[name] = part;
            }
        });
        Object.keys(known).forEach(function (name) {
            if (known[name].indexOf("!") > 0 && (!owns(checked, name) || checked[name] === "")) {
                refuse(place + "." + name, "is missing");
            }
        });
        return checked;
    };
    Object.keys(known).forEach(function (name) {
        names["$" + name.toLowerCase()] = name;
    });
    if (typeof body === "string") {
        try {
            body = body.trim() === "" ? null : JSON.parse(body);
        } catch (e) {
            refuse(what, "is no JSON: " + values.message(e));
        }
    }
    if (body === null) {
        Object.keys(known).forEach(function (name) {
            if (known[name].indexOf("!") > 0 && known === fields) {
                refuse(what, "is missing");
            }
        });
        return null;
    }
    if (known === fields) {
        return check(body, what);
    }
    return (Array.isArray(body) ? body : [body]).map(function (item, i) {
        return check(item, what + "[" + i + "]");
    });
});
