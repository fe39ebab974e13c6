// Values as Java hands them to scripts; the counterpart for the other engine is in
// src/runner/engine/tests/content.js.

var foreign = {
    text: function (text) { return new java.lang.String(text); },
    number: function (number) { return new java.lang.Double(number); },
    array: function (items) { return server.array(items); },
    list: function (items) {
        var list = new java.util.ArrayList();
        items.forEach(function (item) { list.add(item); });
        return list;
    },
    map: function (fields) {
        var map = new java.util.LinkedHashMap();
        Object.keys(fields).forEach(function (name) {
            var value = fields[name];
            map.put(name, typeof value === "number" ? foreign.number(value) : typeof value === "string" ? foreign.text(value) : value);
        });
        return map;
    },
    // A reference to something that is gone.
    gone: function () {
        return { get type() { throw new java.lang.IllegalStateException("gone"); } };
    }
};
