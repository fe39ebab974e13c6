// Properties, attachments, buffers: values that scripts make themselves.

const javaNumber = function (number) {
    const size = Math.abs(number);
    if (!isFinite(number)) { return String(number); }
    if (size === 0 || size >= 1e-3 && size < 1e7) {
        const digits = 1 / number === -Infinity ? "-0" : String(number);
        return digits.indexOf(".") < 0 ? digits + ".0" : digits;
    }
    const parts = number.toExponential().split("e");
    return (parts[0].indexOf(".") < 0 ? parts[0] + ".0" : parts[0]) + "E" + Number(parts[1]);
};

// A number that was kept in a Java object comes back as Java's.
const kept = (value) => typeof value === "number" && options.java ? new JavaDouble(value) : value;

// The values of a Properties object, by the object that scripts see.
const tables = new WeakMap();

const propertiesMethods = {
    put: function (key, value) {
        const table = tables.get(this), before = table.get(String(key));
        table.set(String(key), value === undefined ? null : plain(value));
        return before === undefined ? null : kept(before);
    },
    get: function (key) {
        const value = tables.get(this).get(String(key));
        return value === undefined ? null : kept(value);
    },
    remove: function (key) {
        const value = this.get(key);
        tables.get(this).delete(String(key));
        return value;
    },
    load: function (source) {
        const properties = this;
        readProperties(String(source instanceof URL ? source.getContent() : source)).forEach(function (pair) { properties.put(pair[0], pair[1]); });
    },
    toString: function () {
        const parts = [];
        tables.get(this).forEach(function (value, key) { parts.push(key + "=" + kept(value)); });
        return "{" + parts.join(", ") + "}";
    }
};
if (options.java) { propertiesMethods.toJSON = noJson; }

// The text form of java.util.Properties: key=value or key: value, # and ! begin comments, a
// backslash at its end continues a line.
const readProperties = function (source) {
    const unquote = (word) => word.replace(/\\(u[0-9A-Fa-f]{4}|.)/g, function (all, what) {
        const known = { n: "\n", t: "\t", r: "\r", f: "\f" };
        return what.length === 5 ? String.fromCharCode(parseInt(what.substring(1), 16)) : owns(known, what) ? known[what] : what;
    });
    const found = [];
    source.replace(/\r\n?/g, "\n").replace(/((?:^|[^\\])(?:\\\\)*)\\\n[ \t]*/g, "$1").split("\n").forEach(function (line) {
        line = line.replace(/^[ \t\f]+/, "");
        if (line === "" || line.charAt(0) === "#" || line.charAt(0) === "!") { return; }
        const parts = /^((?:\\.|[^\\=: \t\f])*)[ \t\f]*[=:]?[ \t\f]*(.*)$/.exec(line);
        found.push([unquote(parts[1]), unquote(parts[2])]);
    });
    return found;
};

// `p.name` reads what `p.get("name")` does, where no method has that name.
const propertiesHandler = {
    get: function (target, name, receiver) {
        if (typeof name !== "string" || owns(propertiesMethods, name)) { return Reflect.get(target, name); }
        const table = tables.get(receiver);
        if (name === "keys") {
            const keys = [];
            table.forEach(function (value, key) { keys.push(key); });
            return javaArray(keys);
        }
        return table.has(name) ? kept(table.get(name)) : Reflect.get(target, name);
    },
    set: function (target, name, value, receiver) {
        propertiesMethods.put.call(receiver, name, value);
        return true;
    },
    has: function (target, name) { return name in target; },
    ownKeys: function () { return []; },
    getOwnPropertyDescriptor: function () { return undefined; }
};
const Properties = function Properties(from) {
    const properties = new Proxy(Object.create(Properties.prototype), propertiesHandler);
    tables.set(properties, new Map());
    describe(properties, function (depth) {
        const fields = ["properties"];
        tables.get(properties).forEach(function (value, key) { fields.push(wellFormed.call(key), pack(value, depth + 1)); });
        return fields;
    });
    if (from !== null && typeof from === "object") {
        const table = tables.get(from);
        if (table) { table.forEach(function (value, key) { properties.put(key, value); }); }
        else { Object.keys(from).forEach(function (key) { properties.put(key, from[key]); }); }
    }
    return properties;
};
Object.keys(propertiesMethods).forEach(function (name) { define(Properties.prototype, name, propertiesMethods[name]); });
hostObjects.Properties = Properties;

// ---- files in memory; a byte is a letter here

const fromUtf8 = function (bytes) {
    try {
        return decodeURIComponent(escape(bytes));
    } catch (e) {
        return bytes;
    }
};
const toUtf8 = (value) => unescape(encodeURIComponent(wellFormed.call(String(value))));

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const fromBase64 = function (letters) {
    let bytes = "", bits = 0, count = 0;
    letters.replace(/[\s=]/g, "").split("").forEach(function (letter) {
        const value = ALPHABET.indexOf(letter);
        if (value < 0) { throw new JavaException("java.lang.IllegalArgumentException: Illegal base64 character " + letter); }
        bits = bits << 6 | value;
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += String.fromCharCode(bits >> count & 255);
        }
        bits &= 65535;
    });
    return bytes;
};

class ByteBuffer {
    #bytes;
    constructor(source) {
        this.#bytes = source instanceof ByteBuffer ? source.#bytes : source === null || source === undefined ? "" :
            fromBase64(String(source));
    }
    get length() { return kept(this.#bytes.length); }
    static bytes(buffer) { return buffer.#bytes; }
    static of(bytes) {
        const buffer = new ByteBuffer();
        buffer.#bytes = bytes;
        return buffer;
    }
}
const bytesOf = ByteBuffer.bytes, bufferOf = ByteBuffer.of;
delete ByteBuffer.bytes;
delete ByteBuffer.of;
hostObjects.ByteBuffer = ByteBuffer;

class MimeAttachment {
    #bytes = "";
    name = null;
    mimeType = "application/octet-stream";
    constructor(name) {
        if (name !== undefined && name !== null) { this.name = String(name); }
        const attachment = this;
        describe(this, function () {
            return ["attachment", attachment.name === null ? "" : String(attachment.name), String(attachment.mimeType), attachment.#bytes];
        });
    }
    get content() { return fromUtf8(this.#bytes); }
    set content(value) { this.#bytes = value === null || value === undefined ? "" : toUtf8(value); }
    get buffer() { return bufferOf(this.#bytes); }
    set buffer(value) { this.#bytes = bytesOf(value); }
    write() { return missing("MimeAttachment.write"); }
}
hostObjects.MimeAttachment = MimeAttachment;

const attachment = function (name, mimeType, bytes) {
    const made = new MimeAttachment(name);
    made.mimeType = mimeType;
    made.buffer = bufferOf(bytes);
    return made;
};
