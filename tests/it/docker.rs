//! The whole story against a real Docker Engine: what is built is run, and Docker's own view of it
//! is looked at after each step.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value as Json;
use tempfile::TempDir;

use crate::daemon::{Docker, Door};

/// One person's folder: the artefact, the state.
struct Person {
    folder: TempDir,
    package: PathBuf,
}

impl Person {
    /// Builds the content of this repository.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dist = folder.path().join("dist");
        let output = coopto(folder.path())
            .args([
                "build",
                "--vmoapp",
                "--project",
                env!("CARGO_MANIFEST_DIR"),
                "-o",
            ])
            .arg(&dist)
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let mut files = fs_err::read_dir(&dist).unwrap();
        let package = files.next().unwrap().unwrap().path();
        assert_eq!(package.extension().unwrap(), "vmoapp");
        Self { folder, package }
    }

    /// Runs a workflow of the artefact, and gives its outputs.
    fn run(&self, name: &str, inputs: &[(&str, &str)]) -> Json {
        let (code, result) = self.try_run(name, inputs);
        assert_eq!(code, Some(0), "{name}: {result:#}");
        assert_eq!(result["state"], "completed");
        result["outputs"].clone()
    }

    fn try_run(&self, name: &str, inputs: &[(&str, &str)]) -> (Option<i32>, Json) {
        let mut command = coopto(self.folder.path());
        command.args([
            "run",
            name,
            "--format",
            "json",
            "--timeout",
            "120",
            "--from",
        ]);
        command.arg(&self.package);
        for (name, value) in inputs {
            command.arg("--set").arg(format!("{name}={value}"));
        }
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        let result = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{name}: {error}: {said}"));
        (output.status.code(), result)
    }

    /// Keeps the key that the Engine with TLS knows, and gives its id.
    fn add_client_key(&self, tls: &Path) -> String {
        let files = client_key(tls);
        let inputs: Vec<_> = files.iter().map(|(name, file)| (*name, &**file)).collect();
        let added = self.run("Configuration/Add Client Key", &inputs);
        added["clientKey"].as_str().unwrap().to_owned()
    }

    fn inventory(&self) -> Json {
        let mut command = coopto(self.folder.path());
        command
            .args(["inventory", "--format", "json", "--from"])
            .arg(&self.package);
        let output = command.output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

/// What the workflow that keeps the client's key is given, of what `tests/docker/start.sh` made.
pub(crate) fn client_key(tls: &Path) -> Vec<(&'static str, String)> {
    let file = |name: &str| format!("@{}", tls.join(name).display());
    vec![
        ("name", "client".to_owned()),
        ("certificate", file("client.pem")),
        ("key", file("client-key.pem")),
        ("authority", file("ca.pem")),
    ]
}

pub(crate) fn coopto(folder: &Path) -> assert_cmd::Command {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_coopto"));
    command
        .current_dir(folder)
        .env("COOPTO_HOME", folder.join("home"))
        .env("COOPTO_STATE", folder.join("state"))
        .env_remove("COOPTO_PROJECT")
        .env_remove("COOPTO_IDENTITY")
        .env_remove("COOPTO_TARGET");
    command
}

/// What a web server says at an address such as `http://127.0.0.1:8080/`.
fn fetch(url: &str) -> String {
    let place = url.trim_start_matches("http://").trim_end_matches('/');
    let until = Instant::now() + Duration::from_secs(20);
    loop {
        if let Ok(mut stream) = TcpStream::connect(place) {
            write!(stream, "GET / HTTP/1.0\r\nHost: {place}\r\n\r\n").unwrap();
            let mut text = String::new();
            // The port of a node is open before the program in the container is.
            if stream.read_to_string(&mut text).is_ok() && !text.is_empty() {
                return text;
            }
        }
        assert!(Instant::now() < until, "nobody answers at {url}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

fn id(outputs: &Json, name: &str) -> String {
    outputs[name]["id"]
        .as_str()
        .unwrap_or_else(|| panic!("no `{name}` in {outputs}"))
        .to_owned()
}

/// From the first step to the last, by one way to reach an Engine.
fn story(docker: &Docker, door: Door) {
    let person = Person::new();
    let key;
    let port = |name: &str| {
        docker.addresses[name]
            .rsplit(':')
            .next()
            .unwrap()
            .to_owned()
    };
    let (engine, secure) = (port("ENGINE_URL"), port("SECURE_URL"));
    let socket = format!("unix://{}", docker.addresses["ENGINE_SOCKET"]);
    let address: Vec<(&str, &str)> = match door {
        Door::Tcp => vec![("hostname", "127.0.0.1"), ("hostPort", &engine)],
        Door::Socket => vec![("hostname", &socket)],
        Door::Tls => {
            key = person.add_client_key(&docker.state().join("tls"));
            vec![
                ("hostname", "127.0.0.1"),
                ("hostPort", &secure),
                ("tls", "true"),
                ("clientKey", &key),
            ]
        }
    };

    let mut inputs = vec![("displayName", "laptop")];
    inputs.extend(address);
    let added = person.run("Configuration/Add Docker Node", &inputs);
    assert_eq!(added["node"]["name"], "laptop");
    let tree = person.inventory();
    assert_eq!(tree[0]["namespace"], "Coopto");
    assert_eq!(tree[0]["children"][0]["name"], "laptop");

    let reference = format!("{}/coopto/web:1.0", docker.addresses["OPEN_REGISTRY"]);
    let pulled = person.run(
        "Images/Pull Image",
        &[("node", "laptop"), ("reference", &reference)],
    );
    assert_eq!(pulled["image"]["name"], reference.as_str());
    let (_, images) = docker.get(door, "/images/json");
    assert_eq!(images[0]["RepoTags"], serde_json::json!([reference]));

    let published = free_port();
    let ports = format!(r#"[{{"exposed": 8080, "host": {published}}}]"#);
    let created = person.run(
        "Containers/Create Container",
        &[
            ("image", &reference),
            ("name", "web"),
            ("env", "GREETING=hello"),
            ("env", "PASSWORD=a=b c"),
            ("ports", &ports),
        ],
    );
    let container = id(&created, "container");
    let (_, seen) = docker.get(door, "/containers/web/json");
    assert_eq!(seen["State"]["Status"], "created");
    let env = seen["Config"]["Env"].as_array().unwrap();
    for wanted in ["GREETING=hello", "PASSWORD=a=b c"] {
        assert!(env.contains(&wanted.into()), "{env:?}");
    }
    let bound = &seen["HostConfig"]["PortBindings"]["8080/tcp"][0]["HostPort"];
    assert_eq!(bound, &Json::from(published.to_string()));

    person.run("Containers/Start Container", &[("container", "web")]);
    let (_, seen) = docker.get(door, "/containers/web/json");
    assert_eq!(seen["State"]["Running"], true);

    let given = person.run(
        "Containers/Get Connection",
        &[
            ("container", &container),
            ("prefix", "http://"),
            ("postfix", "/"),
        ],
    );
    let url = given["connectionString"].as_str().unwrap();
    assert!(url.ends_with(&format!(":{published}/")), "{url}");
    assert!(fetch(url).ends_with("coopto\n"));

    let (code, refused) = person.try_run("Containers/Remove Container", &[("container", "web")]);
    assert_eq!(code, Some(1), "a container that runs is not removed");
    assert!(
        refused["error"]["text"]
            .as_str()
            .unwrap()
            .contains("COOPTO-"),
        "{refused}"
    );
    assert_eq!(docker.get(door, "/containers/web/json").0, 200);

    person.run(
        "Containers/Stop Container",
        &[("container", "web"), ("wait", "0")],
    );
    let (_, seen) = docker.get(door, "/containers/web/json");
    assert_eq!(seen["State"]["Running"], false);
    person.run("Containers/Remove Container", &[("container", "web")]);
    assert_eq!(docker.get(door, "/containers/web/json").0, 404);
    person.run("Configuration/Remove Docker Node", &[("node", "laptop")]);
    assert_eq!(person.inventory()[0]["children"], serde_json::json!([]));
    let (code, gone) = person.try_run_text(
        "Images/Pull Image",
        &[("node", "laptop"), ("reference", "x")],
    );
    assert_eq!(code, Some(2));
    assert!(gone.contains("`laptop`"), "{gone}");
}

impl Person {
    /// A run that cannot begin writes no result.
    fn try_run_text(&self, name: &str, inputs: &[(&str, &str)]) -> (Option<i32>, String) {
        let mut command = coopto(self.folder.path());
        command.args(["run", name, "--from"]).arg(&self.package);
        for (name, value) in inputs {
            command.arg("--set").arg(format!("{name}={value}"));
        }
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), said)
    }
}

#[test]
fn what_is_built_runs_against_a_docker_engine() {
    let Some(docker) = Docker::start("add node to remove node over TCP, TLS and the unix socket")
    else {
        return;
    };
    for door in [Door::Tcp, Door::Socket, Door::Tls] {
        println!("by {door:?}");
        story(&docker, door);
        // Each begins with nothing.
        if door != Door::Tls {
            docker.delete_images();
        }
    }
}
