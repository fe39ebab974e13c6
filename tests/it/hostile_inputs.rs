//! Every action of the content, given what forms and other people's scripts give: it refuses in its own
//! words, or it sends a request that is one.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use assert_cmd::Command;
use serde_json::{Value as Json, json};

use crate::content;
use crate::engine::copy_of_the_content;

/// Modules that people call; the others serve these, and get what these have checked.
const OF_PEOPLE: [&str; 9] = [
    "containers",
    "images",
    "nodes",
    "networks",
    "volumes",
    "registries",
    "deployments",
    "vra",
    "engine.",
];

/// Parameters that Docker reads as whole numbers.
const NUMBERS: [&str; 14] = [
    "cpuperiod",
    "cpuquota",
    "cpushares",
    "h",
    "keep-storage",
    "limit",
    "max-used-space",
    "memory",
    "memswap",
    "min-free-space",
    "reserved-space",
    "shmsize",
    "version",
    "w",
];

/// A request as it came over the wire.
#[derive(Debug, Clone)]
struct Request {
    line: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|header| header.0 == name);
        found.map(|header| header.1.as_str())
    }

    /// What is wrong with it, as far as everybody can see who knows HTTP and no Docker.
    fn fault(&self) -> Option<String> {
        let parts: Vec<&str> = self.line.split(' ').collect();
        let [method, target, "HTTP/1.1"] = parts[..] else {
            return Some("no request line".to_owned());
        };
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?%".contains(c);
        if !target.chars().all(allowed) {
            return Some("a character that no URL has".to_owned());
        }
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        for part in path.split('/').skip(1) {
            match decoded(part).as_deref() {
                None => return Some("a broken escape".to_owned()),
                Some("" | "." | "..") => return Some("a path that leads elsewhere".to_owned()),
                Some(text) if nothing(text) => return Some(format!("`{text}` in the path")),
                Some(_) => {}
            }
        }
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let Some((name, value)) = pair.split_once('=') else {
                return Some(format!("`{pair}` in the query"));
            };
            match decoded(value) {
                None => return Some("a broken escape".to_owned()),
                Some(text) if nothing(&text) => return Some(format!("`{name}={text}`")),
                Some(text) if NUMBERS.contains(&name) && text.parse::<i64>().is_err() => {
                    return Some(format!("`{name}` is no integer literal: {text}"));
                }
                Some(_) => {}
            }
        }
        self.fault_of_body(method)
    }

    fn fault_of_body(&self, method: &str) -> Option<String> {
        if self.header("transfer-encoding").is_some() {
            return Some("it is chunked".to_owned());
        }
        if self.body.is_empty() {
            let without_length = method == "POST" && self.header("content-length") != Some("0");
            return without_length.then(|| "no `Content-Length: 0`".to_owned());
        }
        match self.header("content-type") {
            Some(kind) if kind.starts_with("application/json") => {
                let body = serde_json::from_slice::<Json>(&self.body);
                body.err().map(|error| format!("the body: {error}"))
            }
            Some(kind) if kind.starts_with("application/x-tar") => {
                (!self.body.len().is_multiple_of(512)).then(|| "no tar archive".to_owned())
            }
            kind => Some(format!("a body of the type {kind:?}")),
        }
    }
}

/// What becomes of a value that nobody has looked at.
fn nothing(text: &str) -> bool {
    ["undefined", "null", "NaN", "Infinity", "[object Object]"].contains(&text)
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Something that answers like an Engine with one of everything.
fn answer(request: &Request) -> (u16, String) {
    let target = request.line.split(' ').nth(1).unwrap_or_default();
    let path = target.split('?').next().unwrap_or_default();
    let list = [
        "/containers/json",
        "/images/json",
        "/networks",
        "/nodes",
        "/services",
        "/tasks",
        "/secrets",
        "/configs",
        "/plugins",
        "/history",
        "/changes",
        "/search",
    ];
    let of_everything = json!({
        "Id": "c0ffee0123456789c0ffee0123456789c0ffee0123456789c0ffee0123456789",
        "ID": "c0ffee0123456789", "Name": "/web", "Names": ["/web"], "RepoTags": ["web:1"], "Image": "web:1",
        "State": { "Status": "exited", "Running": false, "ExitCode": 0 }, "Status": "Exited",
        "Config": {}, "HostConfig": {}, "Driver": "local", "Scope": "local", "StatusCode": 0, "ExitCode": 0,
        "NetworkSettings": { "Networks": { "bridge": { "IPAddress": "172.17.0.2" } }, "Ports": {} },
        "Version": { "Index": 7 }, "Spec": {}, "Volumes": [], "ApiVersion": "1.55",
    });
    if path == "/_ping" {
        return (200, "OK".to_owned());
    }
    if path.ends_with("/version") {
        return (
            200,
            json!({ "Version": "29.6.0", "ApiVersion": "1.55" }).to_string(),
        );
    }
    if list.iter().any(|end| path.ends_with(end)) {
        return (200, json!([of_everything]).to_string());
    }
    (200, of_everything.to_string())
}

/// Reads requests of one connection until it is closed.
fn serve(stream: &TcpStream, seen: &Mutex<Vec<Request>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    loop {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let line = line.trim_end().to_owned();
            if line.is_empty() {
                break;
            }
            lines.push(line);
        }
        let headers: Vec<(String, String)> = lines[1..]
            .iter()
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        let mut request = Request {
            line: lines[0].clone(),
            headers,
            body: Vec::new(),
        };
        let length = request
            .header("content-length")
            .and_then(|text| text.parse().ok());
        request.body = vec![0; length.unwrap_or(0)];
        reader.read_exact(&mut request.body)?;
        let (status, text) = answer(&request);
        let head = request.line.starts_with("HEAD ");
        let body = if head { "" } else { &text };
        write!(
            &mut &*stream,
            "HTTP/1.1 {status} OK\r\nApi-Version: 1.55\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            text.len()
        )?;
        seen.lock().unwrap().push(request);
    }
}

/// Goes through the actions, the parameters and the values; gives what went wrong.
const DRIVER: &str = r#"/**
 * Call actions with whatever there is.
 *
 * @param {string} url - where the node is
 * @param {string} actions - as JSON: module, name, parameters with name and type
 * @returns {string} the unforeseen outcomes, as JSON
 */
(function (url, actions) {
    var root = "de.fum.coopto.", inventory = System.getModule(root + "inventory");
    var id = "c0ffee0123456789c0ffee0123456789c0ffee0123456789c0ffee0123456789";
    var node = System.getModule(root + "nodes").addDockerNode("laptop", url);
    var objects = {
        DockerNode: node,
        DockerImage: inventory.make("DockerImage", node.id + "/sha256:" + id, "web:1", { tags: "[\"web:1\"]", digests: "[]" }),
        DockerContainer: inventory.make("DockerContainer", node.id + "/" + id, "web", { names: "[\"web\"]", state: "running" }),
        DockerNetwork: inventory.make("DockerNetwork", node.id + "/" + id, "lan", {}),
        DockerVolume: inventory.make("DockerVolume", node.id + "/data", "data", {})
    };
    var good = { string: "web", number: 80, "boolean": true, Any: null, "Array/string": ["A=1"], SecureString: "secret" };
    var hostile = [null, undefined, "", "  ", NaN, Infinity, "8080.0", 8080.0, -1, 1.5, [], [null], [null, ""], {}, true,
        "with space", "quo\"te' \\", "a/b", "/", "..", "../../x", ".", "a?b#c%41%&d=e", "line\nbreak\r\n", "\u00e4\u6f22\ud83d\ude00",
        new Properties(), { a: { b: [1, null] } }, "{\"a\":1}", "[", "-1", "1e99"];
    var outcomes = [], known = {}, calls = 0;
    JSON.parse(actions).forEach(function (action) {
        var usual = action.parameters.map(function (parameter) {
            var type = parameter.type.replace("DynamicTypes:Coopto.", "");
            return objects[type] || (good.hasOwnProperty(type) ? good[type] : null);
        });
        var attempt = function (given, what) {
            var module = System.getModule(action.module);
            calls++;
            try {
                module[action.name].apply(module, given);
            } catch (e) {
                var text = (e && e.message) ? String(e.message) : String(e);
                if (!/^COOPTO-[1-5]\d\d: /.test(text) && !known[action.name + text]) {
                    known[action.name + text] = true;
                    outcomes.push(action.module + "." + action.name + ", " + what + ": " + text);
                }
            }
        };
        attempt(usual, "as it should be");
        attempt([], "nothing");
        action.parameters.forEach(function (parameter, place) {
            hostile.forEach(function (value, which) {
                var given = usual.slice();
                given[place] = value;
                attempt(given, parameter.name + " = " + (typeof value === "string" ? JSON.stringify(value) : "value " + which));
            });
        });
    });
    System.log(calls + " calls");
    return JSON.stringify(outcomes);
});
"#;

#[test]
fn whatever_actions_are_given_they_refuse_or_send_sound_requests() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("tcp://{}", listener.local_addr().unwrap());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let record = Arc::clone(&seen);
    // Ends with the process: it waits for connections for ever.
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let record = Arc::clone(&record);
            std::thread::spawn(move || serve(&stream, &record));
        }
    });

    let actions: Vec<Json> = content::actions()
        .iter()
        .map(|action| {
            let parameters = action.parameters.iter();
            json!({
                "module": action.category.to_string(),
                "name": action.name,
                "parameters": parameters
                    .map(|parameter| json!({ "name": parameter.name, "type": parameter.type_name.as_str() }))
                    .collect::<Vec<_>>(),
            })
        })
        .filter(|action| {
            let module = action["module"].as_str().unwrap();
            let below = module.trim_start_matches("de.fum.coopto").trim_start_matches('.');
            // What is typed `Any` comes from another action, but for the bodies of operations.
            let inside = !below.starts_with("engine.") && action["parameters"]
                .as_array()
                .unwrap()
                .iter()
                .any(|parameter| parameter["type"] == "Any");
            OF_PEOPLE.iter().any(|wanted| below.starts_with(wanted)) && !inside
        })
        .collect();
    assert!(actions.len() > 10, "{}", actions.len());

    let project = copy_of_the_content();
    fs_err::write(project.path().join("actions/driver.js"), DRIVER).unwrap();
    let inputs = project.path().join("inputs.json");
    let given = json!({ "url": url, "actions": Json::from(actions).to_string() });
    fs_err::write(&inputs, given.to_string()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_coopto"))
        .args([
            "run",
            "driver",
            "--timeout",
            "900",
            "--format",
            "json",
            "--project",
        ])
        .arg(project.path())
        .arg("--inputs")
        .arg(&inputs)
        .env("COOPTO_HOME", project.path().join("home"))
        .env("COOPTO_STATE", project.path().join("state"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let result: Json = serde_json::from_slice(&output.stdout).unwrap();
    let outcomes: Vec<String> =
        serde_json::from_str(result["outputs"]["result"].as_str().unwrap()).unwrap();
    assert_eq!(outcomes, Vec::<String>::new());

    let mut faults: Vec<String> = Vec::new();
    let seen = seen.lock().unwrap();
    for request in seen.iter() {
        if let Some(fault) = request.fault() {
            faults.push(format!("{}: {fault}", request.line));
        }
    }
    faults.sort();
    faults.dedup();
    assert!(seen.len() > 100, "{}", seen.len());
    assert_eq!(faults, Vec::<String>::new());
}
