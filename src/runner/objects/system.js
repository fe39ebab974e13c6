// System, LockingSystem, Debug.

const dateOf = (value) => value instanceof Date ? value : new Date(Number(value));

const System = {
    getModule: function (name) {
        const module = name === undefined || name === null ? null : moduleNamed(String(name));
        if (module === null) { absent = { module: String(name), stack: new Error().stack }; }
        return module;
    },
    getAllModules: function () {
        return javaArray(call("modules").map(function (module) {
            return { name: module.name, description: "", actionDescriptions: javaArray(module.actions.map(function (action) {
                return {
                    name: action.name, description: action.description, returnType: action.result, version: action.version,
                    parameters: javaArray(action.parameters.map((p) => ({ name: p[0], type: p[1], description: p[2] })))
                };
            })) };
        }));
    },
    log: function (value) { call("log", "run", "info", String(value)); },
    debug: function (value) { call("log", "run", "debug", String(value)); },
    warn: function (value) { call("log", "run", "warn", String(value)); },
    error: function (value) { call("log", "run", "error", String(value)); },
    stdout: function (value) { call("log", "console", "info", String(value)); },
    setLogMarker: function (value) { call("marker", text(value)); },
    sleep: function (milliseconds) {
        call("sleep", Number(milliseconds));
        return true;
    },
    waitUntil: function (date) {
        call("sleep", dateOf(date).getTime() - call("now"));
        return true;
    },
    sendCustomEvent: function (key) { call("event.send", String(key)); },
    waitCustomEventUntil: function (type, key, date) {
        return call("event.wait", String(type), String(key), dateOf(date).getTime());
    },
    nextUUID: function () { return call("uuid"); },
    getCurrentTime: function () { return call("now"); },
    getContext: function () { return executionContext; },
    currentWorkflowItem: function () {
        const item = call("token.item");
        return item === null ? null : { name: item.name, displayName: item.title };
    },
    getObjectType: function (object) {
        const reference = referenceOf(object);
        if (reference !== null) { return reference[1]; }
        if (object === null || object === undefined) { return null; }
        if (tables.has(object)) { return "Properties"; }
        if (object instanceof MimeAttachment) { return "MimeAttachment"; }
        if (object instanceof Date) { return "Date"; }
        if (object instanceof Array) { return "Array"; }
        const type = typeof plain(object);
        return type === "object" || type === "function" ? "Any" : type;
    },
    getObjectId: function (object) {
        const reference = referenceOf(object);
        return reference === null ? null : reference[2];
    },
    getObjectPluginName: function (object) {
        const reference = referenceOf(object);
        return reference !== null && reference[1].indexOf(":") > 0 ? reference[1].split(":")[0] : null;
    },
    getObjectClassName: function (object) {
        if (object === null || object === undefined) { return null; }
        const reference = referenceOf(object);
        return reference !== null ? reference[1].replace(/^.*:/, "") : System.getObjectType(object);
    },
    // What cannot be found any more is null here; nothing else is not found.
    isNotFound: function () { return false; },
    formatDate: function (date, pattern) { return date === null || date === undefined ? null : formatDate(dateOf(date), pattern); },
    getDateFromFormat: function (value, pattern) { return parseDate(String(value), pattern); },
    formatNumber: function (number, pattern) { return formatNumber(Number(number), pattern); },
    compareVersionNumber: function (a, b) {
        const left = String(a).split(/[.\-_]/), right = String(b).split(/[.\-_]/);
        for (let i = 0; i < Math.max(left.length, right.length); i++) {
            const difference = (parseInt(left[i], 10) || 0) - (parseInt(right[i], 10) || 0);
            if (difference !== 0) { return difference < 0 ? -1 : 1; }
        }
        return 0;
    },
    extractFileName: function (path) { return String(path).replace(/^.*[\/\\]/, ""); },
    extractFileNameWithoutExtension: function (path) { return System.extractFileName(path).replace(/\.[^.]*$/, ""); },
    extractDirectory: function (path) { return String(path).replace(/[\/\\]?[^\/\\]*$/, ""); }
};
lacks(System, "System", ["appendTailToFile", "createTempFile", "execute", "exit", "feature", "fireTrigger", "formatBinaryValue",
    "formatDuration", "generateRandomBytes", "getDate", "getHoursFromDuration", "getMinutesFromDuration", "getObjectDisplayInfo",
    "getOsName", "getSecondsFromDuration", "getTempDirectory", "isHostReachable", "parseXML", "resolveHostName", "resolveIpAddress"]);
hostObjects.System = System;

const referenceOf = function (object) {
    const description = object !== null && typeof object === "object" ? described.get(object) : undefined;
    let packed = null;
    // What cannot leave the script is no reference either.
    try { packed = description === undefined ? null : description(0); } catch (e) { packed = null; }
    return packed !== null && packed[0] === "reference" ? packed : null;
};

const contextValues = function () {
    const values = call("token");
    return values === null ? { __username: call("user") } : { __username: call("user"), __rootWorkflowId: values.workflow, __tokenId: values.id };
};
const executionContext = {
    getParameter: function (name) {
        const values = contextValues();
        return owns(values, String(name)) ? values[String(name)] : null;
    },
    contains: function (name) { return owns(contextValues(), String(name)); },
    parameterNames: function () { return javaArray(Object.keys(contextValues())); }
};

hostObjects.LockingSystem = {
    lock: function (id, owner) { return call("lock", String(id), String(owner)); },
    lockAndWait: function (id, owner) { call("lock.wait", String(id), String(owner)); },
    unlock: function (id, owner) { call("unlock", String(id), String(owner)); },
    unlockAll: function () { call("unlock.all"); },
    retrieveAll: function () { return javaArray(call("locks")); }
};

hostObjects.Debug = {};
lacks(hostObjects.Debug, "Debug", ["dumpVariables"]);
