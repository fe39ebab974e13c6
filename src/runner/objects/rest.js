// The HTTP-REST plug-in, and URL.

const NO_PROXY = { proxyHost: null, proxyPort: -1 };
const HOST_FIELDS = ["name", "url", "connectionTimeout", "operationTimeout", "hostVerification", "privateKeyId", "proxyHost", "proxyPort",
    "redirectStrategy", "followRedirects"];

class RESTAuthentication {
    #parameters;
    constructor(type, parameters) {
        this.type = java(type);
        this.#parameters = parameters;
        property(this, "rawAuthProperties", () => javaArray(parameters.map(java)));
        describe(this, () => ["composite", "type", type, "parameters", ["array"].concat(parameters)]);
    }
    getRawAuthProperty(index) {
        const value = this.#parameters[Number(index)];
        return value === undefined ? null : java(value);
    }
    static parameters(authentication) { return authentication.#parameters; }
}
const parametersOf = RESTAuthentication.parameters;
delete RESTAuthentication.parameters;

hostObjects.RESTAuthenticationManager = {
    createAuthentication: function (type, parameters) {
        const kinds = ["NONE", "None", "Basic", "OAuth 2.0", "Digest", "Kerberos", "NTLM", "OAuth 1.0"];
        if (kinds.indexOf(String(type)) < 0) { throw new JavaException("java.lang.IllegalArgumentException: unknown authentication type " + type); }
        const list = [];
        for (let i = 0; parameters && i < parameters.length; i++) { list[i] = text(parameters[i]); }
        return new RESTAuthentication(String(type), list);
    },
    getRESTAuthentications: () => javaArray(["NONE", "OAuth 1.0", "OAuth 2.0", "Basic", "Digest", "NTLM", "Kerberos"].map(java)),
    getSessionModes: () => javaArray(["Shared Session", "Per User Session"].map(java))
};
hostObjects.HTTPBasicAuthentication = {
    getBasicAuthHeaderValue: (user, password) => java("Basic " + call("base64", toUtf8(user + ":" + password)))
};

class RESTHost {
    constructor(name) {
        if (text(name) === null || String(name) === "") { throw new JavaException("java.lang.IllegalArgumentException: the name of the host is missing"); }
        const fields = { name: String(name), url: null, connectionTimeout: 30, operationTimeout: 60, hostVerification: true, privateKeyId: null,
            redirectStrategy: "defaultRedirect", followRedirects: true, ...NO_PROXY };
        hostFields.set(this, fields);
        HOST_FIELDS.slice(0, 8).forEach((field) => property(this, field, () => java(fields[field]), function (value) {
            const number = typeof fields[field] === "number";
            fields[field] = value === null || value === undefined ? null : number ? Number(value) :
                field === "hostVerification" ? String(value) === "true" : String(value);
        }));
        this.id = null;
        this.authentication = null;
        this.proxyAuthentication = null;
        const host = this;
        describe(this, function () {
            if (host.id === null) { throw new TypeError("a host that was not added to the inventory cannot leave the script"); }
            return ["reference", "REST:RESTHost", String(host.id), fields.name];
        });
    }
    createRequest(method, url, content) { return new RESTRequest(this, method, url, content); }
    executeRequestWithCredentials(method, url, content, user, password) {
        return this.createRequest(method, url, content).executeWithCredentials(user, password);
    }
    addOperation(operation) { return keepOperation(this, operation); }
    updateOperation(operation) { return keepOperation(this, operation); }
    removeOperation(id) { call("rest.removeOperation", String(this.id), String(id)); }
    getOperation(id) {
        const found = operationWithId(id);
        return found !== null && String(found.host.id) === String(this.id) ? found : null;
    }
    getOperations() {
        return javaArray(call("rest.operations").filter((record) => record.host === String(this.id)).map((record) => java(record.id)));
    }
    setAutoUrlRedirect(follow) { hostFields.get(this).followRedirects = follow === true; }
    getAutoUrlRedirectEnabled() { return hostFields.get(this).followRedirects; }
    setRedirectStrategy(strategy) { hostFields.get(this).redirectStrategy = String(strategy); }
    clone() {
        const copy = copyHost(this);
        copy.id = this.id;
        return copy;
    }
    newHostFromThis() { return copyHost(this); }
    toString() { return "RESTHost " + hostFields.get(this).name; }
}
const hostFields = new WeakMap();
lacks(RESTHost.prototype, "RESTHost", ["addSchemaFromUrl", "addSchemaFromXmlString", "removeAllSchemas", "getSchemaElements", "getSchemaNamespaces"]);
hostObjects.RESTHost = RESTHost;

const copyHost = function (host) {
    const from = hostFields.get(host);
    if (!from) { throw new JavaException("java.lang.IllegalArgumentException: a RESTHost is needed"); }
    const copy = new RESTHost(from.name), to = hostFields.get(copy);
    HOST_FIELDS.forEach(function (field) { to[field] = from[field]; });
    copy.authentication = host.authentication;
    copy.proxyAuthentication = host.proxyAuthentication;
    return copy;
};

const staysInside = (object, what) => describe(object, function () { throw new TypeError("a " + what + " cannot leave the script"); });

class RESTRequest {
    #host; #method; #path; #content; #headers = [];
    contentType = null;
    constructor(host, method, path, content) {
        staysInside(this, "RESTRequest");
        this.#host = host;
        this.#method = String(method);
        this.#path = text(path) || "";
        this.#content = content === null ? null : String(content);
        call("rest.check", String(hostFields.get(host).url), this.#path);
    }
    get fullUrl() { return java(String(hostFields.get(this.#host).url) + this.#path); }
    getMethod() { return java(this.#method); }
    setHeader(name, value) {
        if (text(name) === null || text(value) === null) { throw new JavaException("java.lang.IllegalArgumentException: a header needs name and value"); }
        this.#headers = this.#headers.filter((header) => header[0] !== String(name));
        this.#headers.push([String(name), String(value)]);
    }
    execute() { return this.#send(this.#host.authentication); }
    executeWithCredentials(user, password) {
        return this.#send(new RESTAuthentication("Basic", ["Shared Session", text(user), text(password)]));
    }
    #send(authentication) {
        const answer = call("rest.send", {
            ...hostFields.get(this.#host), method: this.#method, path: this.#path, content: this.#content, contentType: text(this.contentType),
            headers: this.#headers.concat(authorization(authentication))
        });
        return new RESTResponse(answer);
    }
}
const authorization = function (authentication) {
    if (authentication === null || authentication === undefined) { return []; }
    const type = String(authentication.type), parameters = parametersOf(authentication);
    switch (type) {
    case "NONE": case "None": return [];
    case "Basic": return [["Authorization", "Basic " + call("base64", toUtf8((parameters[1] || "") + ":" + (parameters[2] || "")))]];
    case "OAuth 2.0":
        if (parameters[1] === "Query parameter") { return missing("RESTAuthentication OAuth 2.0 as a query parameter"); }
        return [["Authorization", "Bearer " + parameters[0]]];
    default: return missing("RESTAuthentication " + type);
    }
};

class RESTResponse {
    #answer;
    constructor(answer) {
        staysInside(this, "RESTResponse");
        this.#answer = answer;
        this.statusCode = java(answer.status);
        this.contentAsString = answer.body === "" ? null : java(answer.body);
        this.contentLength = java(answer.length);
    }
    getHeaderValues(name) {
        const wanted = String(name).toLowerCase();
        return javaArray(this.#answer.headers.filter((header) => header[0].toLowerCase() === wanted).map((header) => java(header[1])));
    }
    getAllHeaders() {
        const headers = new Properties();
        this.#answer.headers.forEach(function (header) { headers.put(header[0], header[1]); });
        return headers;
    }
}

const storedHost = function (id) {
    const stored = call("rest.get", String(id));
    if (stored === null) { return null; }
    const host = new RESTHost(stored.name), fields = hostFields.get(host);
    HOST_FIELDS.forEach(function (field) { if (stored[field] !== undefined) { fields[field] = stored[field]; } });
    ["authentication", "proxyAuthentication"].forEach(function (name) {
        if (stored[name]) { host[name] = new RESTAuthentication(stored[name].type, stored[name].parameters); }
    });
    host.id = java(String(id));
    return host;
};
const whole = (host) => ({ ...hostFields.get(host), authentication: host.authentication, proxyAuthentication: host.proxyAuthentication });
hostObjects.RESTHostManager = {
    createHost: (name) => new RESTHost(name),
    createHostSupportingParallelRequests: (name) => new RESTHost(name),
    createTransientHostFrom: copyHost,
    createTransientOperationFrom: (operation) => madeOperation(null, operation.host, operation),
    addHost: (host) => storedHost(call("rest.add", whole(host))),
    updateHost: (host) => storedHost(call("rest.update", String(host.id), whole(host))),
    removeHost: function (id) { call("rest.remove", String(id)); },
    getHost: storedHost,
    getHosts: () => javaArray(call("rest.all").map(java)),
    reloadConfiguration: function () { }
};
lacks(hostObjects.RESTHostManager, "RESTHostManager", ["createWorkflow", "createWorkflowWithXsdInput",
    "getSwaggerServiceUrl", "createRESTHostFromSwaggerSpecUrl", "createRESTHostFromSwaggerSpecString"]);

const OPERATION_FIELDS = ["name", "method", "urlTemplate", "defaultContentType"];
class RESTOperation {
    constructor(template) {
        const fields = { name: null, method: "GET", urlTemplate: text(template) || "", defaultContentType: null };
        OPERATION_FIELDS.forEach((field) => property(this, field, () => java(fields[field]), function (value) { fields[field] = text(value); }));
        property(this, "inParametersCount", () => java(this.getInParameters().length));
        this.id = null;
        this.host = null;
        describe(this, () => {
            if (this.id === null) { throw new TypeError("an operation that was not added to a host cannot leave the script"); }
            return ["reference", "REST:RESTOperation", String(this.id), String(fields.name)];
        });
    }
    getInParameters() {
        const names = [];
        String(this.urlTemplate).replace(/\{([^{}]*)\}/g, function (all, name) { if (names.indexOf(name) < 0) { names.push(name); } });
        return javaArray(names.map(java));
    }
    createRequest(values, content) {
        const names = this.getInParameters(), encoded = {};
        for (let i = 0; i < names.length; i++) {
            if (!values || i >= values.length || text(values[i]) === null) {
                throw new JavaException("java.lang.IllegalArgumentException: there is no value for the parameter " + names[i]);
            }
            encoded[names[i]] = encodeURIComponent(String(values[i]));
        }
        const path = String(this.urlTemplate).replace(/\{([^{}]*)\}/g, (all, name) => encoded[name]);
        const request = new RESTRequest(this.host, this.method, path, content);
        request.contentType = this.defaultContentType;
        return request;
    }
    toString() { return "RESTOperation " + this.name; }
}
hostObjects.RESTOperation = RESTOperation;
const madeOperation = function (id, host, from) {
    const operation = new RESTOperation(from.urlTemplate);
    OPERATION_FIELDS.forEach(function (field) { operation[field] = from[field]; });
    operation.id = id === null ? null : java(id);
    operation.host = host;
    return operation;
};
const storedOperation = (record) => madeOperation(record.id, storedHost(record.host), record);
const operationWithId = function (id) {
    const found = call("rest.operations").filter((record) => record.id === String(id));
    return found.length === 0 ? null : storedOperation(found[0]);
};
const keepOperation = function (host, operation) {
    if (host.id === null) { throw new JavaException("java.lang.IllegalArgumentException: the host was not added to the inventory"); }
    const fields = { id: text(operation.id) };
    OPERATION_FIELDS.forEach(function (field) { fields[field] = text(operation[field]); });
    return operationWithId(call("rest.setOperation", String(host.id), fields));
};
restorers.set("REST", function (id, type) {
    return type === "REST:RESTHost" ? storedHost(id) : type === "REST:RESTOperation" ? operationWithId(id) : missing("an object of type " + type);
});

// ---- URL

class URL {
    #parameters = [];
    requestType = "GET";
    contentType = "application/x-www-form-urlencoded";
    datas = null;
    result = null;
    constructor(url) { this.url = text(url); }
    #send(method, body) {
        const query = this.#parameters.map((p) => encodeURIComponent(p[0]) + "=" + encodeURIComponent(p[1])).join("&");
        const address = query === "" ? this.url : this.url + (this.url.indexOf("?") < 0 ? "?" : "&") + query;
        const answer = call("rest.send", {
            url: address, path: "", method: method, content: body, contentType: body === null ? null : this.contentType, headers: [],
            connectionTimeout: 30, operationTimeout: 60, hostVerification: true, privateKeyId: null, redirectStrategy: "defaultRedirect",
            followRedirects: true, ...NO_PROXY
        });
        if (answer.status >= 400) { throw new JavaException("java.io.IOException: Server returned HTTP response code: " + answer.status + " for URL: " + address); }
        this.result = answer.body;
        return answer.body;
    }
    addParameter(name, value) { this.#parameters.push([String(name), String(value)]); }
    addPath(path) { this.url = this.url.replace(/\/?$/, "/") + String(path).replace(/^\//, ""); }
    getContent() { return this.#send("GET", null); }
    postContent(content) { return this.#send("POST", String(content)); }
    post() { return this.#send("POST", text(this.datas) || ""); }
    escapeHost(host) { return /^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(String(host)) ? "[" + host + "]" : String(host); }
    isValidHostname(name) { return /^(?=.{1,253}$)[a-z0-9]([a-z0-9\-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9\-]{0,61}[a-z0-9])?)*\.?$/i.test(String(name)); }
    isValidIPv4Address(address) { return call("ip", String(address)) === 4; }
    isValidIPv6Address(address) { return call("ip", String(address)) === 6; }
    isValidIPAddress(address) { return call("ip", String(address)) > 0; }
    isValidHostnameOrIPAddress(name) { return this.isValidHostname(name) || this.isValidIPAddress(name); }
    toString() { return String(this.url); }
}
hostObjects.URL = URL;

[[RESTAuthentication, "RESTAuthentication"], [RESTOperation, "RESTOperation"], [RESTRequest, "RESTRequest"], [RESTResponse, "RESTResponse"]].forEach(function (pair) {
    watched(pair[0].prototype, pair[1]);
});
