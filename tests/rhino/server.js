// The objects that scripts find on a server, as far as Coopto uses them, and as unpleasant as they
// are there: Java strings instead of JavaScript's, Java arrays, numbers as Java doubles.

var server = { log: [], requests: [], invalidated: [], locks: {}, modules: {}, elements: {}, definitions: null };

server.text = function (value) {
    return value === null || value === undefined ? null : new java.lang.String(String(value));
};

server.array = function (items) {
    var array = java.lang.reflect.Array.newInstance(java.lang.Object, items.length);
    items.forEach(function (item, i) { array[i] = item; });
    return array;
};

server.need = function (text, what) {
    if (text === null || text === undefined || String(text) === "") {
        throw new java.lang.IllegalArgumentException(what + " is missing");
    }
    return String(text);
};

var System = {
    getModule: function (name) {
        // Actions are only as visible as those of a server: undefined when there is none.
        return server.modules[String(name)] || null;
    },
    log: function (text) { server.log.push("I " + text); },
    debug: function (text) { server.log.push("D " + text); },
    warn: function (text) { server.log.push("W " + text); },
    error: function (text) { server.log.push("E " + text); },
    nextUUID: function () { return server.text(java.util.UUID.randomUUID()); }
};

// ---- configuration elements

server.ConfigurationElement = function (path, name) {
    this.path = path;
    this.name = server.text(name);
    this.values = {};
};
server.ConfigurationElement.prototype = {
    get attributes() {
        var element = this;
        return server.array(Object.keys(this.values).map(function (key) { return element.getAttributeWithKey(key); }));
    },
    getAttributeWithKey: function (key) {
        var found = this.values[String(key)];
        return found ? { name: server.text(key), type: server.text(found.type), value: server.text(found.value) } : null;
    },
    setAttributeWithKey: function (key, value, type) {
        if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(String(key))) {
            throw new java.lang.IllegalArgumentException("`" + key + "` is no name of an attribute");
        }
        if (typeof value !== "string" || !/^(string|SecureString)$/.test(String(type))) {
            throw new java.lang.IllegalArgumentException("attribute " + key + " takes a string, and says so");
        }
        if (Object.keys(server.locks).length === 0) {
            throw new java.lang.IllegalStateException("an element is changed without a lock");
        }
        this.values[String(key)] = { type: String(type), value: String(value) };
    },
    removeAttributeWithKey: function (key) {
        if (!this.values[String(key)]) {
            throw new java.lang.IllegalArgumentException("there is no attribute " + key);
        }
        delete this.values[String(key)];
    }
};

var Server = {
    getConfigurationElementCategoryWithPath: function (path) {
        var found = Object.keys(server.elements).filter(function (name) { return name.indexOf(path + "/") === 0; });
        return found.length === 0 ? null : {
            configurationElements: server.array(found.map(function (name) { return server.elements[name]; }))
        };
    },
    getResourceElementCategoryWithPath: function (path) { return path === "Library/Coopto/Icons" ? { path: server.text(path) } : null; },
    findAllForType: function (type) {
        var lists = { "Configurator:Keystore": server.keyStores, "Configurator:Key": server.keys };
        if (!lists[type]) { throw new java.lang.IllegalArgumentException("no objects of the type " + type); }
        return server.array(lists[type]);
    },
    createConfigurationElement: function (path, name) {
        if (server.elements[path + "/" + name]) {
            throw new java.lang.IllegalStateException("there is such an element");
        }
        return (server.elements[path + "/" + name] = new server.ConfigurationElement(path, name));
    }
};

// ---- values by name, numbers among them Java's

var Properties = function () {
    return new java.util.HashMap();
};

// ---- locks: nobody waits here, as there is one thread; a lock that is held is a fault

var LockingSystem = {
    lockAndWait: function (id, owner) {
        if (server.locks[id]) {
            throw new java.lang.IllegalStateException("would wait for ever for the lock " + id);
        }
        server.locks[id] = String(owner);
    },
    unlock: function (id, owner) {
        if (server.locks[id] !== String(owner)) {
            throw new java.lang.IllegalStateException("the lock " + id + " is not held by " + owner);
        }
        delete server.locks[id];
    }
};

// ---- HTTP-REST plug-in

server.RESTHost = function (name) {
    this.name = server.need(name, "the name");
    this.connectionTimeout = 30;
    this.operationTimeout = 60;
    this.hostVerification = true;
    this.privateKeyId = null;
};
server.RESTHost.prototype.createRequest = function (method, path, content) {
    if (String(this.url).indexOf("unix:") !== 0) {
        new java.net.URI(this.url + path);
    }
    return new server.RESTRequest(this, method, path, content);
};

server.RESTRequest = function (host, method, path, content) {
    this.host = host;
    this.method = method;
    this.path = path;
    this.content = content === null ? null : String(content);
    this.headers = {};
};
server.RESTRequest.prototype = {
    setHeader: function (name, value) { this.headers[server.need(name, "the header")] = server.need(value, name); },
    execute: function () {
        var host = this.host, headers = {}, answer, name;
        for (name in this.headers) { headers[name] = this.headers[name]; }
        if (this.contentType) { headers["Content-Type"] = this.contentType; }
        server.requests.push({
            url: host.url, method: this.method, path: this.path, headers: headers, content: this.content,
            seconds: host.operationTimeout
        });
        answer = http.send(String(host.url), this.method, this.path, headers, this.content, {
            connectSeconds: host.connectionTimeout, readSeconds: host.operationTimeout,
            keyId: host.privateKeyId, verifyHost: host.hostVerification
        });
        return {
            statusCode: new java.lang.Double(answer.status),
            contentAsString: answer.text === "" ? null : server.text(answer.text),
            getHeaderValues: function (name) {
                var value = answer.headers[String(name).toLowerCase()];
                return server.array(value === undefined ? [] : [server.text(value)]);
            }
        };
    }
};

var RESTHostManager = {
    createHost: function (name) { return new server.RESTHost(name); },
    createTransientHostFrom: function (prototype) { return new server.RESTHost(prototype.name); }
};

// ---- key stores: their errors are texts that are given, not thrown

server.keyStores = [];
server.keys = [];
server.certificates = function (pem) {
    var bytes = new java.lang.String(pem).getBytes("US-ASCII"), certificates = [];
    var found = java.security.cert.CertificateFactory.getInstance("X.509").generateCertificates(new java.io.ByteArrayInputStream(bytes)).iterator();
    while (found.hasNext()) { certificates.push(found.next()); }
    return certificates;
};
// Java reads keys in PKCS #8 that are not encrypted, and PEM in lines.
server.keyOf = function (pem, chain) {
    var lines = /^-----BEGIN PRIVATE KEY-----\n((?:[A-Za-z0-9+\/=]{1,64}\n)+)-----END PRIVATE KEY-----\n/.exec(pem);
    if (lines === null) { throw new java.lang.IllegalArgumentException("no private key: " + pem); }
    return java.security.KeyFactory.getInstance(chain[0].getPublicKey().getAlgorithm())
        .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(java.util.Base64.getMimeDecoder().decode(lines[1])));
};
server.told = function (work) {
    try {
        work();
        return null;
    } catch (e) {
        return server.text(e.message || e);
    }
};
server.KeyStore = function (name) {
    this.name = server.text(name);
};
server.KeyStore.prototype.getAddEntryToKeystoreAction = function () {
    var pem, alias, password;
    return {
        setModel: function (newPem, newAlias, newPassword) {
            pem = String(newPem);
            alias = server.need(newAlias, "the alias");
            password = newPassword;
        },
        validate: function () { return server.text(typeof password === "string" ? "" : "the password is no text"); },
        execute: function () {
            return server.told(function () {
                var chain = server.certificates(pem.substring(pem.indexOf("-----BEGIN CERTIFICATE-----"))), store = http.store();
                var certificates = java.lang.reflect.Array.newInstance(java.security.cert.Certificate, chain.length), id = "key-" + alias;
                chain.forEach(function (certificate, i) { certificates[i] = certificate; });
                store.setKeyEntry(alias, server.keyOf(pem, chain), http.password, certificates);
                http.keys[id] = store;
                server.keys.push({ id: server.text(id), alias: server.text(alias) });
            });
        }
    };
};

var ConfiguratorKeystore = function (id, name) {
    this.name = server.need(name, "the name");
};
var Config = {
    getKeystores: function () {
        return {
            getImportFromCerAction: function () {
                var model = {};
                return {
                    getModel: function () { return model; },
                    execute: function () {
                        return server.told(function () { http.trusted = http.trusted.concat(server.certificates(model.content)); });
                    }
                };
            },
            getCreateKeystoreAction: function () {
                var made;
                return {
                    setModel: function (store) { made = store; },
                    validate: function () { return null; },
                    execute: function () {
                        server.keyStores.push(new server.KeyStore(made.name));
                        return server.text("");
                    }
                };
            }
        };
    }
};

// ---- Dynamic Types plug-in

server.DynamicObject = function (namespace, type, id, name) {
    this.namespace = server.text(namespace);
    this.type = server.text(server.need(type, "the type"));
    this.id = server.text(server.need(id, "the id"));
    this.name = server.text(server.need(name, "the name"));
    this.members = {};
};
server.DynamicObject.prototype = {
    setProperty: function (name, value) {
        if (["string", "number", "boolean"].indexOf(typeof value) < 0) {
            throw new java.lang.IllegalArgumentException("property " + name + " of " + this.type + " cannot be " + value);
        }
        this.members[name] = typeof value === "string" ? server.text(value) :
            typeof value === "number" ? new java.lang.Double(value) : value;
    },
    getProperty: function (name) {
        if (!this.members.hasOwnProperty(name)) {
            throw new java.lang.IllegalArgumentException("there is no property " + name);
        }
        return this.members[name];
    }
};

server.definitions = { namespaces: {}, types: {}, relations: [] };

var DynamicTypesManager = {
    getNamespace: function (name) { return server.definitions.namespaces[name] || null; },
    defineNamespace: function (name) {
        if (server.definitions.namespaces[name]) { throw new java.lang.IllegalStateException("namespace exists"); }
        return (server.definitions.namespaces[name] = { name: name });
    },
    getType: function (namespace, name) { return server.definitions.types[namespace + "." + name] || null; },
    getAllTypes: function () {
        return server.array(Object.keys(server.definitions.types).map(function (id) {
            return { id: server.text(id), name: server.text(id.split(".")[1]), namespace: server.text(id.split(".")[0]) };
        }));
    },
    removeNamespace: function (name) {
        if (!server.definitions.namespaces[name]) { throw new java.lang.IllegalStateException("no such namespace"); }
        delete server.definitions.namespaces[name];
    },
    removeType: function (namespace, name) {
        if (!server.definitions.types[namespace + "." + name]) { throw new java.lang.IllegalStateException("no such type"); }
        delete server.definitions.types[namespace + "." + name];
    },
    removeRelation: function (parent, child) {
        var left = server.definitions.relations.filter(function (relation) {
            return String(relation.parentType) !== parent || String(relation.childType) !== child;
        });
        if (left.length === server.definitions.relations.length) { throw new java.lang.IllegalStateException("no such relation"); }
        server.definitions.relations = left;
    },
    defineType: function (namespace, name, icon, properties) {
        if (!server.definitions.namespaces[namespace] || server.definitions.types[namespace + "." + name]) {
            throw new java.lang.IllegalStateException("no such namespace, or the type exists");
        }
        server.definitions.types[namespace + "." + name] = { name: name, icon: icon, properties: properties };
    },
    updateType: function (namespace, name, newNamespace, newName, icon, properties) {
        var type = server.definitions.types[namespace + "." + name];
        type.icon = icon;
        type.properties = properties;
    },
    bindTypeFinderMethods: function (namespace, name, findById, findAll, hasChildren, findRelation) {
        var type = server.definitions.types[namespace + "." + name];
        type.finders = { findById: findById, findAll: findAll, hasChildren: hasChildren, findRelation: findRelation };
        type.findByIdBinding = server.text(findById);
        type.findAllBinding = server.text(findAll);
        type.hasChildrenInRelationBinding = server.text(hasChildren);
        type.findRelationBinding = server.text(findRelation);
    },
    getAllRelations: function () { return server.array(server.definitions.relations); },
    defineRelation: function (parent, child, name) {
        var known = server.definitions.relations.some(function (relation) {
            return String(relation.parentType) === parent && String(relation.childType) === child;
        });
        if (parent === child || known || !server.definitions.types[parent] || !server.definitions.types[child]) {
            throw new java.lang.IllegalStateException("the relation " + name + " is not possible, or exists");
        }
        server.definitions.relations.push({
            name: server.text(name), parentType: server.text(parent), childType: server.text(child)
        });
    },
    makeObject: function (namespace, type, id, name) {
        if (!server.definitions.types[namespace + "." + type]) {
            throw new java.lang.IllegalStateException("there is no type " + namespace + "." + type);
        }
        return new server.DynamicObject(namespace, type, id, name);
    },
    invalidate: function (namespace, type, id) { server.invalidated.push(type + " " + id); }
};

// What happens to an inventory object between two items of a workflow: it is found anew, by its id.
server.pass = function (object) {
    var binding = server.definitions.types["Coopto." + object.type].finders.findById.split("/");
    return server.modules[binding[0]][binding[1]](
        server.text("Coopto." + object.type), server.text(object.id));
};

// What the inventory shows below an object, asked the way a server asks; null is the namespace.
server.children = function (object) {
    var found = [];
    var ask = function (typeName, parentType, parentId, relation) {
        var type = server.definitions.types[typeName], call = function (binding) {
            var parts = binding.split("/");
            return server.modules[parts[0]][parts[1]](server.text(parentType), server.text(parentId), server.text(relation));
        };
        if (call(type.finders.hasChildren) === true) {
            found = found.concat(call(type.finders.findRelation));
        }
    };
    if (object === null) {
        ask("Coopto.DockerNode", "Coopto", "Coopto", "namespace-children");
        return found;
    }
    server.definitions.relations.forEach(function (relation) {
        if (String(relation.parentType) === "Coopto." + object.type) {
            ask(String(relation.parentType), relation.parentType, object.id, relation.name);
        }
    });
    return found;
};
