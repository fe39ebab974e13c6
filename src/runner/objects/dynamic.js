// The Dynamic Types plug-in: definitions are kept, objects are made and found by finders.

const dynamicName = (namespace, type) => String(namespace) + "." + String(type);
const definitionOf = (name) => call("dynamic.type", String(name));

// What a finder gives back: an action's or a workflow's result.
const find = function (binding, values) {
    const slash = binding.indexOf("/");
    if (slash < 0) { return call("finder", binding, values.map((value) => value[1]), values.map((value) => value[0])); }
    const module = moduleNamed(binding.substring(0, slash)), name = binding.substring(slash + 1);
    if (module === null || !owns(module, name)) { throw new JavaException("there is no action " + binding + ", which a dynamic type is bound to"); }
    return module[name].apply(null, values.map((value) => java(value[1])));
};

const dynamicFind = function (name, id) {
    const type = definitionOf(name);
    if (type === null || type.findByIdBinding === null) { return null; }
    const found = find(type.findByIdBinding, [["type", name], ["id", id]]);
    return found === undefined ? null : found;
};
const dynamicFindAll = function (name) {
    const type = definitionOf(name);
    if (type === null) { throw new JavaException("there is no dynamic type " + name); }
    const found = type.findAllBinding === null ? null : find(type.findAllBinding, [["type", name]]), list = [];
    for (let i = 0; found !== null && found !== undefined && i < found.length; i++) { list[i] = found[i]; }
    return list;
};

const noProperty = (name) => new JavaException("java.lang.IllegalArgumentException: there is no property " + name);

class DynamicTypesDynamicObject {
    #members = new Map();
    #cached = new Map();
    constructor(namespace, type, id, name) {
        [["namespace", namespace], ["type", type], ["id", id], ["name", name]].forEach((field) => {
            if (text(field[1]) === null || String(field[1]) === "") {
                throw new JavaException("java.lang.IllegalArgumentException: the " + field[0] + " of a dynamic object is missing");
            }
            property(this, field[0], () => java(String(field[1])));
        });
        reference(this, "DynamicTypes:" + dynamicName(namespace, type), id, name);
        const whole = (members) => function () {
            const properties = new Properties();
            members.forEach(function (value, key) { properties.put(key, value); });
            return properties;
        };
        property(this, "properties", whole(this.#members));
        property(this, "cachedProperties", whole(this.#cached));
    }
    setProperty(name, value) { this.#members.set(String(name), value === undefined ? null : plain(value)); }
    getProperty(name) {
        if (!this.#members.has(String(name))) { throw noProperty(name); }
        return java(this.#members.get(String(name)));
    }
    getOrderedPropertyNames() { return namesOf(this.#members); }
    // No script runs long enough for the seconds to matter.
    setPropertyInCache(name, value) { this.#cached.set(String(name), plain(value)); }
    getPropertyInCache(name) {
        if (!this.#cached.has(String(name))) { throw noProperty(name); }
        return java(this.#cached.get(String(name)));
    }
    getOrderedPropertyNamesInCache() { return namesOf(this.#cached); }
    toString() { return "DynamicObject " + this.type + " " + this.name; }
}
const namesOf = function (members) {
    const names = [];
    members.forEach(function (value, key) { names.push(java(key)); });
    return javaArray(names);
};

// Looks for its object when it is used.
class DynamicTypesDynamicObjectProxy {
    #name; #id; #found; #looked = false;
    constructor(namespace, type, id) {
        this.#name = dynamicName(namespace, type);
        this.#id = String(id);
        property(this, "namespace", () => java(String(namespace)));
        property(this, "type", () => java(String(type)));
        property(this, "id", () => java(this.#id));
        property(this, "name", () => this.#object().name);
        property(this, "properties", () => this.#object().properties);
        reference(this, "DynamicTypes:" + this.#name, id, id);
    }
    #object() {
        if (!this.exists()) { throw new JavaException("java.lang.IllegalStateException: there is no " + this.#name + " with the id " + this.#id); }
        return this.#found;
    }
    exists() {
        if (!this.#looked) {
            this.#found = dynamicFind(this.#name, this.#id);
            this.#looked = true;
        }
        return this.#found !== null;
    }
    setProperty(name, value) { this.#object().setProperty(name, value); }
    getProperty(name) { return this.#object().getProperty(name); }
    getOrderedPropertyNames() { return this.#object().getOrderedPropertyNames(); }
}

restorers.set("DynamicTypes", function (id, type) {
    const name = type.substring(type.indexOf(":") + 1);
    return name.indexOf(".") < 0 ? missing("an object of type " + type) : dynamicFind(name, id);
});

const namespaceObject = (name) => reference({ name: java(name), id: java(name), type: java("DynamicNamespace") },
    "DynamicTypes:DynamicNamespaceDefinition", name, name);
const typeObject = function (type) {
    const object = {};
    Object.keys(type).forEach(function (field) { if (typeof type[field] !== "function") { object[field] = java(type[field]); } });
    object.id = java(dynamicName(type.namespace, type.name));
    object.type = java(type.name);
    object.iconResource = java(type.icon);
    return reference(object, "DynamicTypes:DynamicTypeDefinition", dynamicName(type.namespace, type.name), type.name);
};
const relationObject = (relation) => reference({
    name: java(relation.name), id: java(relation.name), parentType: java(relation.parentType), childType: java(relation.childType)
}, "DynamicTypes:RelationDefinition", relation.name, relation.name);

const listOf = function (names) {
    const list = [];
    for (let i = 0; names && i < names.length; i++) { list[i] = String(names[i]); }
    return list;
};

hostObjects.DynamicTypesManager = {
    getNamespace: (name) => call("dynamic.namespaces").indexOf(String(name)) < 0 ? null : namespaceObject(String(name)),
    getAllNamespaces: () => javaArray(call("dynamic.namespaces").map(namespaceObject)),
    defineNamespace: function (name) {
        call("dynamic.defineNamespace", String(name));
        return namespaceObject(String(name));
    },
    updateNamespace: function (name, newName) {
        call("dynamic.updateNamespace", String(name), String(newName));
        return namespaceObject(String(newName));
    },
    removeNamespace: function (name) { call("dynamic.removeNamespace", String(name)); },
    getType: function (namespace, type) {
        const found = definitionOf(dynamicName(namespace, type));
        return found === null ? null : typeObject(found);
    },
    getAllTypes: () => javaArray(call("dynamic.types").map(typeObject)),
    defineType: function (namespace, type, icon, properties) {
        call("dynamic.defineType", String(namespace), String(type), text(icon), listOf(properties));
        return typeObject(definitionOf(dynamicName(namespace, type)));
    },
    updateType: function (namespace, type, newNamespace, newType, newIcon, newProperties) {
        call("dynamic.updateType", dynamicName(namespace, type), String(newNamespace), String(newType), text(newIcon), listOf(newProperties));
        return typeObject(definitionOf(dynamicName(newNamespace, newType)));
    },
    removeType: function (namespace, type) { call("dynamic.removeType", dynamicName(namespace, type)); },
    bindTypeFinderMethods: function (namespace, type, findById, findAll, hasChildren, findRelation) {
        call("dynamic.bind", dynamicName(namespace, type), [text(findById), text(findAll), text(hasChildren), text(findRelation)]);
    },
    defineRelation: function (parent, child, name) { call("dynamic.defineRelation", String(parent), String(child), String(name)); },
    removeRelation: function (parent, child) { call("dynamic.removeRelation", String(parent), String(child)); },
    getAllRelations: () => javaArray(call("dynamic.relations").map(relationObject)),
    setTypeCustomProperty: function (namespace, type, key, value) { call("dynamic.custom", dynamicName(namespace, type), String(key), text(value)); },
    removeTypeCustomProperty: function (namespace, type, key) { call("dynamic.custom", dynamicName(namespace, type), String(key), null); },
    getTypeCustomProperty: function (namespace, type, key) {
        const found = definitionOf(dynamicName(namespace, type));
        const pairs = found === null ? [] : found.custom_properties.filter((pair) => pair[0] === String(key));
        return pairs.length === 0 ? null : java(pairs[0][1]);
    },
    removeAll: function () { call("dynamic.removeAll"); },
    makeObject: function (namespace, type, id, name) {
        if (definitionOf(dynamicName(namespace, type)) === null) {
            throw new JavaException("java.lang.IllegalArgumentException: there is no dynamic type " + dynamicName(namespace, type));
        }
        return new DynamicTypesDynamicObject(namespace, type, id, name);
    },
    getObject: (namespace, type, id) => new DynamicTypesDynamicObjectProxy(namespace, type, id),
    invalidate: function () { },
    putInCache: function (key, value) { call("cache.put", String(key), value); },
    getFromCache: (key) => kept(call("cache.get", String(key))),
    removeFromCache: function (key) { call("cache.remove", String(key)); },
    getCacheKeys: () => javaArray(call("cache.keys").map(java))
};
lacks(hostObjects.DynamicTypesManager, "DynamicTypesManager", ["generateTypeFinderMethods", "importTypesFromXSD",
    "exportConfigurationAsPackage", "importConfigurationFromPackage", "validateConfigurationPackage", "getAllNamespacesByPackage"]);

watched(DynamicTypesDynamicObject.prototype, "DynamicTypesDynamicObject");
watched(DynamicTypesDynamicObjectProxy.prototype, "DynamicTypesDynamicObjectProxy");
