// What tests/rhino/pure.js, which stands behind this, needs in this engine: a body that returns what failed.
var failures = "";
var check = {
    same: function (what, found, wanted) {
        if (JSON.stringify(found) !== JSON.stringify(wanted)) { failures += what + ": " + JSON.stringify(found) + "\n"; }
    },
    fails: function (what, work, status, part) {
        var text = null;
        try { work(); } catch (e) { text = (e && e.message) ? String(e.message) : String(e); }
        if (text === null || text.indexOf("COOPTO-" + status + ": ") !== 0 || text.indexOf(part || "") < 0) { failures += what + ": " + text + "\n"; }
    }
};
// Values as plug-ins hand them over: out of Properties, and out of an object of the HTTP-REST plug-in.
var foreign = {
    text: function (text) { return RESTAuthenticationManager.createAuthentication("Basic", [text]).getRawAuthProperty(0); },
    number: function (number) { return new Properties({ number: number }).get("number"); },
    array: function (items) {
        var texts = items.every(function (item) { return item !== null && typeof item.charAt === "function"; });
        return texts ? RESTAuthenticationManager.createAuthentication("Basic", items).rawAuthProperties : items;
    },
    list: function (items) { return items; },
    map: function (fields) { return new Properties(fields); },
    gone: function () {
        return { get type() { throw new Error("gone"); } };
    }
};
