// Loads actions and makes them callable as on a server: a function body with parameters, called by
// position, compiled anew with nothing in scope but the server's objects.
//
// The folder holds either sources (<path>/<name>.js, one documented function each; the folder is the
// module), or scripts as they were built: <module>/<name>.js with bodies alone, and index.json:
// { "<module>": { "<name>": ["<parameter>", …] } }

var actions = {};

actions.define = function (module, name, parameters, body) {
    var script = Function.apply(null, parameters.concat([body]));
    server.modules[module] = server.modules[module] || {};
    server.modules[module][name] = function () {
        try {
            return script.apply({}, arguments);
        } catch (e) {
            // A server says where a text was thrown, behind it.
            throw typeof e === "string" && e.indexOf("(Dynamic Script Module") < 0 ?
                e + " (Dynamic Script Module name : " + name + "#1)" : e;
        }
    };
};

actions.loadSources = function (folder, module) {
    actions.files(folder).forEach(function (file) {
        var name = String(file.getName()), source, parts;
        if (file.isDirectory()) {
            actions.loadSources(file, module + "." + name);
        } else if (/\.js$/.test(name)) {
            source = readFile(String(file.getPath()), "UTF-8");
            parts = /^\/\*\*[\s\S]*?\*\/\n\(function \(([^)]*)\) \{\n([\s\S]*)\n\}\);\n$/.exec(source);
            if (parts === null) {
                throw new Error(file + " is not one documented function");
            }
            actions.define(module, name.replace(/\.js$/, ""),
                parts[1].split(",").map(function (p) { return p.trim(); }).filter(function (p) { return p !== ""; }), parts[2]);
        }
    });
};

actions.files = function (folder) {
    var list = new java.io.File(folder).listFiles(), files = [], i;
    for (i = 0; i < list.length; i++) { files.push(list[i]); }
    return files.sort(function (a, b) { return a.compareTo(b); });
};

actions.load = function (folder, module) {
    var index = new java.io.File(folder, "index.json"), modules;
    if (!index.exists()) {
        actions.loadSources(folder, module);
        return;
    }
    modules = JSON.parse(readFile(String(index.getPath()), "UTF-8"));
    Object.keys(modules).forEach(function (module) {
        Object.keys(modules[module]).forEach(function (name) {
            actions.define(module, name, modules[module][name], readFile(folder + "/" + module + "/" + name + ".js", "UTF-8"));
        });
    });
};
