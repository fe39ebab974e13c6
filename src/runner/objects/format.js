// Java's patterns for dates (SimpleDateFormat) and numbers (DecimalFormat), in English.

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const padded = function (number, width) {
    let digits = String(Math.abs(number));
    while (digits.length < width) { digits = "0" + digits; }
    return (number < 0 ? "-" : "") + digits;
};

// The pieces of a pattern: { letter, count } or { literal }.
const patternPieces = function (pattern) {
    const pieces = [];
    String(pattern).replace(/'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/g, function (all, quoted, letter) {
        pieces.push(letter ? { letter: letter, count: all.length } :
            { literal: quoted === undefined ? all : quoted === "" ? "'" : quoted.replace(/''/g, "'") });
        return "";
    });
    return pieces;
};

const offsetOf = function (date, colon) {
    const minutes = -date.getTimezoneOffset();
    return (minutes < 0 ? "-" : "+") + padded(Math.floor(Math.abs(minutes) / 60), 2) + (colon ? ":" : "") + padded(Math.abs(minutes) % 60, 2);
};

const dayOfYear = (date) => Math.round((Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) -
    Date.UTC(date.getFullYear(), 0, 1)) / 86400000) + 1;

const dateLetters = {
    G: (d) => d.getFullYear() > 0 ? "AD" : "BC",
    y: (d, n) => n === 2 ? padded(d.getFullYear() % 100, 2) : padded(d.getFullYear(), n),
    M: (d, n) => n > 3 ? MONTHS[d.getMonth()] : n === 3 ? MONTHS[d.getMonth()].substring(0, 3) : padded(d.getMonth() + 1, n),
    d: (d, n) => padded(d.getDate(), n),
    D: (d, n) => padded(dayOfYear(d), n),
    E: (d, n) => n > 3 ? DAYS[d.getDay()] : DAYS[d.getDay()].substring(0, 3),
    u: (d, n) => padded(d.getDay() || 7, n),
    a: (d) => d.getHours() < 12 ? "AM" : "PM",
    H: (d, n) => padded(d.getHours(), n),
    k: (d, n) => padded(d.getHours() || 24, n),
    K: (d, n) => padded(d.getHours() % 12, n),
    h: (d, n) => padded(d.getHours() % 12 || 12, n),
    m: (d, n) => padded(d.getMinutes(), n),
    s: (d, n) => padded(d.getSeconds(), n),
    S: (d, n) => padded(d.getMilliseconds(), n),
    Z: (d) => offsetOf(d, false),
    X: (d, n) => d.getTimezoneOffset() === 0 ? "Z" : n === 1 ? offsetOf(d, false).substring(0, 3) : offsetOf(d, n === 3),
    z: (d) => d.getTimezoneOffset() === 0 ? "UTC" : "GMT" + offsetOf(d, true)
};
dateLetters.L = dateLetters.M;

const formatDate = function (date, pattern) {
    return patternPieces(pattern).map(function (piece) {
        if (piece.literal !== undefined) { return piece.literal; }
        if (!owns(dateLetters, piece.letter)) {
            throw new JavaException("java.lang.IllegalArgumentException: Illegal pattern character '" + piece.letter + "'");
        }
        return dateLetters[piece.letter](date, piece.count);
    }).join("");
};

const parseDate = function (value, pattern) {
    const fail = function () { throw new JavaException("java.text.ParseException: Unparseable date: \"" + value + "\""); };
    const pieces = patternPieces(pattern), fields = { y: 1970, M: 1, d: 1, H: 0, m: 0, s: 0, S: 0 };
    let rest = value, offset = null, afternoon = null;
    const take = function (expression) {
        const found = expression.exec(rest);
        if (found === null) { fail(); }
        rest = rest.substring(found[0].length);
        return found[0];
    };
    const named = function (names) {
        const lower = rest.toLowerCase();
        for (let i = 0; i < names.length; i++) {
            const long = names[i].toLowerCase(), length = lower.indexOf(long) === 0 ? long.length : lower.indexOf(long.substring(0, 3)) === 0 ? 3 : 0;
            if (length > 0) {
                rest = rest.substring(length);
                return i;
            }
        }
        return fail();
    };
    pieces.forEach(function (piece, index) {
        if (piece.literal !== undefined) {
            if (rest.indexOf(piece.literal) !== 0) { fail(); }
            rest = rest.substring(piece.literal.length);
            return;
        }
        // Digits of a neighbour that has no letter between.
        const next = pieces[index + 1], tight = next && next.letter !== undefined;
        const digits = () => Number(take(tight ? new RegExp("^\\s*-?\\d{1," + piece.count + "}") : /^\s*-?\d+/));
        switch (piece.letter) {
        case "y": {
            const before = rest.length, year = digits();
            fields.y = piece.count <= 2 && before - rest.length === 2 ? year + (year > new Date().getFullYear() % 100 + 20 ? 1900 : 2000) : year;
            break;
        }
        case "M": case "L": fields.M = piece.count > 2 ? named(MONTHS) + 1 : digits(); break;
        case "E": named(DAYS); break;
        case "a": afternoon = take(/^[AaPp][Mm]/).charAt(0).toLowerCase() === "p"; break;
        case "h": case "K": fields.H = digits() % 12; break;
        case "k": fields.H = digits() % 24; break;
        case "d": case "H": case "m": case "s": case "S": fields[piece.letter] = digits(); break;
        case "z": case "Z": case "X": {
            const zone = /^(?:Z|UTC|GMT)?([+\-]\d{2}:?(?:\d{2})?)?/.exec(rest);
            if (zone[0] === "") { fail(); }
            rest = rest.substring(zone[0].length);
            const sign = zone[1] && zone[1].charAt(0) === "-" ? -1 : 1, figures = (zone[1] || "").replace(/\D/g, "");
            offset = sign * (Number(figures.substring(0, 2)) * 60 + Number(figures.substring(2) || 0));
            break;
        }
        default: fail();
        }
    });
    if (afternoon) { fields.H += 12; }
    return offset === null ? new Date(fields.y, fields.M - 1, fields.d, fields.H, fields.m, fields.s, fields.S) :
        new Date(Date.UTC(fields.y, fields.M - 1, fields.d, fields.H, fields.m, fields.s, fields.S) - offset * 60000);
};

// DecimalFormat rounds halves to the even neighbour.
const rounded = function (number, places) {
    // From here on toFixed writes exponents.
    if (number >= 1e21) {
        const parts = number.toExponential().split("e"), size = Number(parts[1]) + 1;
        let digits = parts[0].replace(".", "");
        while (digits.length < size) { digits += "0"; }
        return digits + "." + new Array(places + 1).join("0");
    }
    const fixed = number.toFixed(places), exact = number.toPrecision(17);
    if (places > 14 || !/^\d*\.\d*50*$/.test(exact)) { return fixed; }
    const scaled = number * Math.pow(10, places), floor = Math.floor(scaled);
    return scaled - floor === 0.5 ? ((floor % 2 === 0 ? floor : floor + 1) / Math.pow(10, places)).toFixed(places) : fixed;
};

const formatNumber = function (number, pattern) {
    const halves = String(pattern).split(";");
    const parts = /^((?:[^#0,.']|'[^']*')*)([#0,]*)(?:\.([0#]*))?((?:[^']|'[^']*')*)$/.exec(halves[0]);
    if (parts === null || parts[2] === "" && parts[3] === undefined || /E0/.test(halves[0])) {
        throw new JavaException("java.lang.IllegalArgumentException: Malformed pattern \"" + pattern + "\"");
    }
    const literal = (piece) => piece.replace(/'([^']*)'/g, (all, inner) => inner === "" ? "'" : inner);
    const whole = parts[2], fraction = parts[3] || "", comma = whole.lastIndexOf(",");
    const scale = /%/.test(parts[1] + parts[4]) ? 100 : /\u2030/.test(parts[1] + parts[4]) ? 1000 : 1;
    if (isNaN(number)) { return "NaN"; }
    const size = Math.abs(number) * scale;
    let digits, decimals = "";
    if (size === Infinity) {
        digits = "\u221e";
    } else {
        const figures = rounded(size, Math.min(fraction.length, 100)).split(".");
        digits = figures[0].replace(/^0+/, "");
        const least = whole.replace(/[^0]/g, "").length;
        while (digits.length < least) { digits = "0" + digits; }
        decimals = figures[1] || "";
        const kept = fraction.replace(/#+$/, "").length;
        while (decimals.length > kept && decimals.charAt(decimals.length - 1) === "0") { decimals = decimals.substring(0, decimals.length - 1); }
        if (digits === "" && decimals === "") { digits = "0"; }
        if (comma >= 0 && comma < whole.length - 1) {
            const group = whole.length - 1 - comma;
            digits = digits.replace(new RegExp("(\\d)(?=(?:\\d{" + group + "})+$)", "g"), "$1,");
        }
    }
    const negative = number < 0 && /[1-9\u221e]/.test(digits + decimals);
    const body = digits + (decimals === "" ? "" : "." + decimals);
    if (negative && halves[1] !== undefined) {
        const other = /^((?:[^#0,.']|'[^']*')*)[#0,.]*((?:[^']|'[^']*')*)$/.exec(halves[1]);
        return literal(other[1]) + body + literal(other[2]);
    }
    return (negative ? "-" : "") + literal(parts[1]) + body + literal(parts[4]);
};
