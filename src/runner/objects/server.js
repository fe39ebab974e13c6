// Server, configuration and resource elements, workflows and their tokens.

// Makes the object for a reference once for each run of a script, so that `==` holds.
const remembered = new Map();
const once = function (type, id, make) {
    const key = type + " " + id;
    if (!remembered.has(key)) { remembered.set(key, make()); }
    return remembered.get(key);
};
const reference = (object, type, id, name) => describe(object, () => ["reference", type, String(id), String(name)]);

// A property that is read anew each time, or written at once.
const property = function (object, name, get, set) {
    Object.defineProperty(object, name, { get: get, set: set || function () { }, enumerable: true, configurable: true });
};

// ---- folders of elements

// Folders of configuration elements stay when they are empty; of the others, those with something in them are known.
const paths = (list) => list === "configuration.all" ? call("configuration.folders") : call(list).map((record) => record.category);

const category = (type, path, list, element) => once(type, path, function () {
    const object = {};
    const below = function (deep) {
        const found = call(list).filter((record) => record.category === path || deep && record.category.indexOf(path + "/") === 0);
        return javaArray(found.map((record) => element(record.id)));
    };
    const folders = function () {
        const names = {};
        paths(list).forEach(function (other) {
            if (other.indexOf(path + "/") === 0) { names[other.substring(path.length + 1).split("/")[0]] = true; }
        });
        return javaArray(Object.keys(names).map((name) => category(type, path + "/" + name, list, element)));
    };
    const members = type === "ConfigurationElementCategory" ? "onfigurationElements" : type === "WorkflowCategory" ? "orkflows" : "esourceElements";
    const first = { ConfigurationElementCategory: "c", WorkflowCategory: "w", ResourceElementCategory: "r" }[type];
    object.name = path.replace(/^.*\//, "");
    object.path = path;
    object.id = path;
    property(object, first + members, () => below(false));
    property(object, "all" + first.toUpperCase() + members, () => below(true));
    property(object, "subCategories", folders);
    property(object, "parent", () => path.indexOf("/") < 0 ? null : category(type, path.replace(/\/[^\/]*$/, ""), list, element));
    return reference(watched(object, type), type, path, object.name);
});

const categoryWithPath = function (type, path, list, element) {
    path = String(path).replace(/^\/+|\/+$/g, "");
    const known = paths(list).some((other) => other === path || other.indexOf(path + "/") === 0);
    return known ? category(type, path, list, element) : null;
};
const pathOf = (place) => place !== null && typeof place === "object" && place.path !== undefined ? String(place.path) :
    String(place).replace(/^\/+|\/+$/g, "");

// ---- configuration elements

const configurationElement = (id) => once("ConfigurationElement", id, function () {
    const object = {}, read = () => call("configuration.get", id);
    ["name", "description", "version"].forEach(function (name) { property(object, name, () => read()[name]); });
    object.id = id;
    property(object, "configurationElementCategory", () => configurationCategory(read().category));
    property(object, "attributes", () => javaArray(read().attributes.map(attributeOf)));
    define(object, "getAttributeWithKey", function (key) {
        const found = read().attributes.filter((attribute) => attribute[0] === String(key));
        return found.length === 0 ? null : attributeOf(found[0]);
    });
    define(object, "setAttributeWithKey", function (key, value, type) {
        call("configuration.set", id, String(key), text(type), value === undefined ? null : value, guess(value));
    });
    define(object, "removeAttributeWithKey", function (key) { call("configuration.unset", id, String(key)); });
    define(object, "reload", function () { });
    define(object, "saveToVersionRepository", function () { });
    define(object, "toString", () => "ConfigurationElement " + object.name);
    return reference(watched(object, "ConfigurationElement"), "ConfigurationElement", id, object.name);
});
const configurationCategory = (path) => category("ConfigurationElementCategory", path, "configuration.all", configurationElement);
const attributeOf = (attribute) => ({
    name: attribute[0], type: attribute[1], value: kept(attribute[2]), description: "",
    isMandatory: false
});
// The type of a value that comes without one.
const guess = function (value) {
    if (value === null || value === undefined) { return "Any"; }
    const found = System.getObjectType(value);
    if (found !== "Array") { return found; }
    return "Array/" + (value.length > 0 ? guess(value[0]) : "Any");
};
restorers.set("ConfigurationElement", (id) => call("configuration.get", id) === null ? null : configurationElement(id));
restorers.set("ConfigurationElementCategory", (id) => configurationCategory(id));

// ---- resource elements

const resourceElement = (id) => once("ResourceElement", id, function () {
    const object = {}, read = () => call("resource.get", id);
    ["name", "description", "version", "mimeType"].forEach(function (name) { property(object, name, () => read()[name]); });
    object.id = id;
    property(object, "contentSize", () => kept(read().size));
    define(object, "getResourceElementCategory", () => resourceCategory(read().category));
    define(object, "getContentAsMimeAttachment", () => call("resource.content", id));
    define(object, "setContentFromMimeAttachment", function (file) { call("resource.write", id, file); });
    define(object, "reload", function () { });
    define(object, "saveToVersionRepository", function () { });
    lacks(object, "ResourceElement", ["setContentFromFile", "writeContentToFile"]);
    define(object, "toString", () => "ResourceElement " + object.name);
    return reference(watched(object, "ResourceElement"), "ResourceElement", id, object.name);
});
const resourceCategory = (path) => category("ResourceElementCategory", path, "resource.all", resourceElement);
restorers.set("ResourceElement", (id) => call("resource.get", id) === null ? null : resourceElement(id));
restorers.set("ResourceElementCategory", (id) => resourceCategory(id));

// ---- workflows

const workflowObject = (id) => once("Workflow", id, function () {
    const found = call("workflow.get", id), object = {};
    const parameters = (list) => javaArray(list.map((p) => ({ name: p[0], type: p[1], description: p[2] })));
    object.id = id;
    object.name = found.name;
    object.description = found.description;
    object.version = found.version;
    property(object, "inParameters", () => parameters(found.inputs));
    property(object, "outParameters", () => parameters(found.outputs));
    property(object, "attributes", () => parameters(found.attributes));
    property(object, "executions", () => javaArray(call("workflow.tokens", id).map(tokenObject)));
    property(object, "workflowCategory", () => workflowCategory(found.category));
    define(object, "execute", (properties) => tokenObject(call("workflow.start", id, new Properties(properties), null)));
    define(object, "schedule", function (properties, date) {
        tokenObject(call("workflow.start", id, new Properties(properties), dateOf(date).getTime()));
        return { name: found.name, workflow: object, executionDate: dateOf(date), state: "pending" };
    });
    lacks(object, "Workflow", ["scheduleRecurrently", "executeAsync"]);
    define(object, "toString", () => "Workflow " + found.name);
    return reference(watched(object, "Workflow"), "Workflow", id, found.name);
});
const workflowCategory = (path) => category("WorkflowCategory", path, "workflow.all", workflowObject);
const workflowWithId = (id) => call("workflow.get", id) === null ? null : workflowObject(id);
restorers.set("Workflow", workflowWithId);
restorers.set("WorkflowCategory", (id) => workflowCategory(id));

const tokenObject = (id) => once("WorkflowToken", id, function () {
    const object = {}, read = () => call("token.get", id);
    const day = (moment) => moment === null ? null : new Date(moment);
    object.id = id;
    ["name", "state", "exception", "businessState"].forEach(function (name) { property(object, name, () => read()[name]); });
    property(object, "startDateAsDate", () => day(read().started));
    property(object, "endDateAsDate", () => day(read().ended));
    property(object, "startDate", () => text(day(read().started)));
    property(object, "endDate", () => text(day(read().ended)));
    property(object, "rootWorkflow", () => workflowObject(read().workflow));
    property(object, "currentWorkflow", () => workflowObject(read().current));
    object.isStillValid = true;
    [["getInputParameters", "inputs"], ["getOutputParameters", "outputs"], ["getAttributes", "attributes"]].forEach(function (pair) {
        define(object, pair[0], () => read()[pair[1]]);
    });
    define(object, "cancel", function () { call("token.cancel", id); });
    define(object, "getLogEvents", () => missing("WorkflowToken.getLogEvents"));
    lacks(object, "WorkflowToken", ["answer", "changeCredential"]);
    define(object, "toString", () => "WorkflowToken " + id);
    return reference(watched(object, "WorkflowToken"), "WorkflowToken", id, object.name);
});
restorers.set("WorkflowToken", (id) => call("token.get", id) === null ? null : tokenObject(id));

// ---- Server

const serverEvent = (level) => function (message, info) {
    call("log", "events", level, String(message) + (info === undefined || info === null ? "" : ": " + info));
};
const findForType = function (type, id) {
    type = String(type);
    const restore = restorers.get(type) || restorers.get(type.split(":")[0]);
    return restore ? restore(String(id), type, String(id)) : missing("Server.findForType of " + type);
};
const listed = { ConfigurationElement: ["configuration.all", configurationElement], ResourceElement: ["resource.all", resourceElement],
    Workflow: ["workflow.all", workflowObject] };

const Server = {
    getConfigurationElementCategoryWithPath: (path) =>
        categoryWithPath("ConfigurationElementCategory", path, "configuration.all", configurationElement),
    getAllConfigurationElementCategories: () => javaArray(roots("configuration.all").map(configurationCategory)),
    createConfigurationElement: (place, name) => configurationElement(call("configuration.create", pathOf(place), String(name))),
    removeConfigurationElement: function (element) { call("configuration.remove", String(element.id)); },
    removeConfigurationElementCategory: function (place) { call("configuration.removeAll", pathOf(place)); },
    getResourceElementCategoryWithPath: (path) => categoryWithPath("ResourceElementCategory", path, "resource.all", resourceElement),
    getAllResourceElementCategories: () => javaArray(roots("resource.all").map(resourceCategory)),
    createResourceElement: function (place, name, file, mimeType) {
        if (file !== null && file !== undefined && !(file instanceof MimeAttachment)) { missing("Server.createResourceElement of a File"); }
        return resourceElement(call("resource.create", pathOf(place), String(name), file, text(mimeType)));
    },
    removeResourceElement: function (element) { call("resource.remove", String(element.id)); },
    getWorkflowWithId: (id) => workflowWithId(String(id)),
    getWorkflowCategoryWithPath: (path) => categoryWithPath("WorkflowCategory", path, "workflow.all", workflowObject),
    getAllWorkflowCategories: () => javaArray(roots("workflow.all").map(workflowCategory)),
    getWorkflowTokenWithId: (id) => restorers.get("WorkflowToken")(String(id)),
    findForType: findForType,
    findAllForType: function (type, query) {
        type = String(type);
        if (type.indexOf("DynamicTypes:") === 0) { return javaArray(dynamicFindAll(type.substring(13))); }
        if (type === "REST:RESTOperation") { return javaArray(call("rest.operations").map(storedOperation)); }
        if (type === "Configurator:Keystore") { return javaArray(allKeyStores()); }
        if (type === "Configurator:Key") { return javaArray(allKeys()); }
        if (type === "REST:RESTHost") { return javaArray(call("rest.all").map(storedHost)); }
        if (!owns(listed, type)) { return missing("Server.findAllForType of " + type); }
        if (text(query) !== null && text(query) !== "") { return missing("Server.findAllForType of " + type + " with a query"); }
        return javaArray(call(listed[type][0]).map((record) => listed[type][1](record.id)));
    },
    getAllPluginInfo: () => javaArray([
        { name: "REST", description: "HTTP-REST", version: "1.0", types: javaArray(["RESTHost", "RESTOperation"]) },
        { name: "DynamicTypes", description: "Dynamic Types", version: "1.3", types: javaArray(["DynamicObject", "DynamicNamespaceDefinition"]) }
    ]),
    log: serverEvent("info"),
    warn: serverEvent("warn"),
    error: serverEvent("error"),
    setCustomProperty: function (object, key, value) { customProperty("set", object, key, value === undefined ? null : value); },
    getCustomProperty: (object, key) => kept(customProperty("get", object, key, null)),
    removeCustomProperty: function (object, key) { customProperty("set", object, key, null); },
    getCurrentLdapUser: () => userNamed(call("user")),
    getRunningUser: () => userNamed(call("user")),
    getCredential: () => new Credential(call("user"), ""),
    toStringRepresentation: function (object) {
        const found = referenceOf(object);
        return found === null ? null : found[1] + "/" + found[2];
    },
    fromStringRepresentation: function (representation) {
        const parts = /^([^\/]+)\/([^]+)$/.exec(String(representation));
        if (parts === null) { throw new JavaException("java.lang.IllegalArgumentException: no representation of an object: " + representation); }
        return findForType(parts[1], parts[2]);
    },
    // As exported elements write it.
    toUri: function (object) {
        const found = referenceOf(object);
        if (found === null) { return null; }
        const kind = found[1].indexOf(":") < 0 ? found[1] : "CustomSDKObject";
        return "dunes://service.dunes.ch/" + kind + "?id='" + encodeURIComponent(found[2]) + "'&dunesName='" + found[1] + "'";
    },
    fromUri: function (uri) {
        const parts = /^dunes:\/\/service\.dunes\.ch\/[^?]*\?id='([^']*)'&dunesName='([^']*)'/.exec(String(uri));
        if (parts === null) { throw new JavaException("java.lang.IllegalArgumentException: no URI of an object: " + uri); }
        return findForType(parts[2], decodeURIComponent(parts[1]));
    }
};
class Credential {
    constructor(user, password) {
        this.username = text(user);
        this.password = text(password);
    }
}
hostObjects.Credential = Credential;
const customProperty = function (verb, object, key, value) {
    const found = referenceOf(object);
    if (found === null) { throw new JavaException("java.lang.IllegalArgumentException: the object has no custom properties"); }
    return call("custom." + verb, found[1], found[2], String(key), value);
};
const userNamed = (name) => ({ loginName: name, displayName: name, commonName: name, emailAddress: null, userNameInDomain: name });
const roots = function (list) {
    const names = {};
    paths(list).forEach(function (path) { names[path.split("/")[0]] = true; });
    return Object.keys(names);
};
lacks(Server, "Server", ["getAllPluginTypes", "getConfigurationElementWithId", "getCustomPropertyKeys",
    "getLdapElement", "getPackageWithName", "getPolicyTemplateCategoryWithPath", "query", "queryByTags", "searchLdapUsers", "tag",
    "tagGlobally", "untag", "findTagsForObject", "getAllPackages", "getAllLdapGroups"]);
hostObjects.Server = Server;

const running = call("token");
if (running !== null) { property(hostObjects, "workflow", () => tokenObject(running.id)); }

// Classes that exist on every server.
["ActionResult", "Command", "CustomEventGenerator", "File", "FileReader", "FileWriter", "Policy", "SSHSession", "XML",
    "XMLManager", "ZipWriter", "ScheduledTask", "Task", "LdapUser", "LdapGroup"].forEach(function (name) {
    const use = () => missing(name);
    hostObjects[name] = new Proxy(function () { }, {
        apply: use, construct: use, set: use, get: (target, key) => typeof key === "string" && key !== "prototype" ? use() : target[key]
    });
});

// Java by its name: scripts may use java.util, and find packages without classes elsewhere.
const javaPackage = function (path) {
    const use = function () {
        if (/^java\.util\./.test(path)) { return missing(path); }
        throw new TypeError("[JavaPackage " + path + "] is not a function.");
    };
    return new Proxy(function () { }, {
        apply: use, construct: use, set: use,
        get: (target, key) => typeof key === "string" && key !== "prototype" ? javaPackage((path === "" ? "" : path + ".") + key) : target[key]
    });
};
hostObjects.java = javaPackage("java");
hostObjects.Packages = javaPackage("");
hostObjects.importPackage = function () { return missing("importPackage"); };
hostObjects.importClass = function () { return missing("importClass"); };
