// HTTP/1.1 over Java's sockets: TCP, TLS and unix sockets, one connection a request.
// Written out, and not HttpURLConnection, so that what goes over the wire is known.

var http = {};

// The key stores of the server: certificates that it trusts, and stores of one key each by the ids of the keys.
http.trusted = [];
http.keys = {};
http.password = new java.lang.String("changeit").toCharArray();

http.store = function () {
    var store = java.security.KeyStore.getInstance("PKCS12");
    store.load(null, http.password);
    return store;
};

http.tls = function (keyId) {
    var trust = javax.net.ssl.TrustManagerFactory.getInstance("PKIX"), keys = null, context, trusted = http.store();
    http.trusted.forEach(function (certificate, number) {
        trusted.setCertificateEntry("authority-" + number, certificate);
    });
    if (http.trusted.length > 0) {
        trust.init(trusted);
    }
    if (keyId) {
        if (!http.keys[keyId]) {
            throw new Error("there is no key " + keyId);
        }
        keys = javax.net.ssl.KeyManagerFactory.getInstance("PKIX");
        keys.init(http.keys[keyId], http.password);
    }
    context = javax.net.ssl.SSLContext.getInstance("TLS");
    context.init(keys && keys.getKeyManagers(), http.trusted.length > 0 ? trust.getTrustManagers() : null, null);
    return context;
};

http.open = function (base, options) {
    var address, socket, channel, secured, parameters;
    if (base.indexOf("unix://") === 0) {
        channel = java.nio.channels.SocketChannel.open(java.net.StandardProtocolFamily.UNIX);
        channel.connect(java.net.UnixDomainSocketAddress.of(base.substring(7)));
        return {
            input: java.nio.channels.Channels.newInputStream(channel),
            output: java.nio.channels.Channels.newOutputStream(channel),
            close: function () { channel.close(); }
        };
    }
    address = new java.net.URI(base);
    socket = new java.net.Socket();
    socket.connect(new java.net.InetSocketAddress(address.getHost().replaceAll("[\\[\\]]", ""), address.getPort()),
        options.connectSeconds * 1000);
    socket.setSoTimeout(options.readSeconds * 1000);
    if (String(address.getScheme()) === "https") {
        secured = http.tls(options.keyId).getSocketFactory().createSocket(socket, address.getHost(), address.getPort(), true);
        if (options.verifyHost) {
            parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
        }
        secured.startHandshake();
        socket = secured;
    }
    return { input: socket.getInputStream(), output: socket.getOutputStream(), close: function () { socket.close(); } };
};

http.latin = function (bytes) {
    return String(new java.lang.String(bytes, "ISO-8859-1"));
};

http.unchunk = function (text) {
    var whole = "", at = 0, end, size;
    for (;;) {
        end = text.indexOf("\r\n", at);
        size = end < 0 ? NaN : parseInt(text.substring(at, end), 16);
        if (isNaN(size) || end + 2 + size > text.length) {
            throw new Error("the answer broke off");
        }
        if (size === 0) {
            return whole;
        }
        whole += text.substring(end + 2, end + 2 + size);
        at = end + 2 + size + 2;
    }
};

// Options: connectSeconds, readSeconds, keyId, verifyHost. Returns status, headers (lower-case names) and text.
http.send = function (base, method, path, headers, content, options) {
    var connection = http.open(base, options), body, head, raw, end, answer = { headers: {} };
    try {
        body = content === null ? null : new java.lang.String(content).getBytes("UTF-8");
        head = method + " " + path + " HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n";
        Object.keys(headers).forEach(function (name) {
            head += name + ": " + headers[name] + "\r\n";
        });
        if (body !== null || method === "POST" || method === "PUT") {
            head += "Content-Length: " + (body === null ? 0 : body.length) + "\r\n";
        }
        connection.output.write(new java.lang.String(head + "\r\n").getBytes("ISO-8859-1"));
        if (body !== null) {
            connection.output.write(body);
        }
        connection.output.flush();
        raw = http.latin(connection.input.readAllBytes());
    } finally {
        connection.close();
    }
    end = raw.indexOf("\r\n\r\n");
    if (end < 0) {
        throw new Error("this is no HTTP: " + raw.substring(0, 80));
    }
    raw.substring(0, end).split("\r\n").forEach(function (line, number) {
        var colon = line.indexOf(":");
        if (number === 0) {
            answer.status = parseInt(line.split(" ")[1], 10);
        } else {
            answer.headers[line.substring(0, colon).toLowerCase()] = line.substring(colon + 1).trim();
        }
    });
    raw = raw.substring(end + 4);
    if (answer.headers["transfer-encoding"] === "chunked") {
        raw = http.unchunk(raw);
    }
    answer.text = String(new java.lang.String(new java.lang.String(raw).getBytes("ISO-8859-1"), "UTF-8"));
    return answer;
};
