//! Nodes that are gone, hang, babble or fail: every workflow of the content ends in time, with an error of
//! its own words that names the node, and the inventory says that the node is offline.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use coopto::model::Workflow;
use coopto::runner::inputs::{fields, ognl::Surroundings};
use coopto::runner::interpreter::Thrown;
use coopto::runner::value::Value;
use serde_json::{Value as Json, json};

use crate::content;
use crate::engine::{copy_of_the_content, tested};

const NODE: &str = "11111111-1111-4111-8111-111111111111";
const ID: &str = "c0ffee0123456789c0ffee0123456789c0ffee0123456789c0ffee0123456789";

/// Workflows that are there for nodes that are gone, or that ask none.
const WITHOUT_A_NODE: [&str; 8] = [
    "Configuration/Add Client Key",
    "Configuration/Add Docker Node",
    "Configuration/Configure Coopto",
    "Configuration/Edit Docker Node",
    "Configuration/Remove Coopto",
    "Configuration/Remove Docker Node",
    "Registries/Add Registry Account",
    "Registries/Remove Registry Account",
];

/// What a form does not demand, and without which there is nothing to do.
const CHOSEN: [(&str, &str); 5] = [
    (
        "Configuration/Edit Docker Node",
        r#"{ "displayName": "desktop" }"#,
    ),
    ("Containers/Run Command", r#"{ "line": "true" }"#),
    ("Containers/Update Limits", r#"{ "memory": 64 }"#),
    ("Nodes/Check Node", r#"{ "failIfOffline": true }"#),
    ("Nodes/Clean Up Node", r#"{ "containers": true }"#),
];

/// What is wrong with a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    /// Nothing listens.
    Killed,
    /// It takes connections and never says a word.
    Hung,
    /// It says something else than a Docker Engine.
    Garbage,
    /// Everything fails.
    Failing,
    /// It begins to answer, and does not come to an end.
    Slow,
}

impl Trouble {
    /// Starts such a node, for as long as the process lives; gives its address.
    fn start(self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        if self != Self::Killed {
            std::thread::spawn(move || {
                for stream in listener.incoming().flatten() {
                    std::thread::spawn(move || self.answer(stream));
                }
            });
        }
        format!("http://{address}")
    }

    fn answer(self, mut stream: TcpStream) {
        let mut request = [0; 8192];
        // The other side may be gone at any time, which is its business.
        while stream.read(&mut request).is_ok_and(|length| length > 0) {
            match self {
                Self::Killed => return,
                Self::Hung => std::thread::sleep(Duration::from_hours(1)),
                Self::Garbage => write!(
                    stream,
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 20\r\n\r\n<html>Hello.</html>\n"
                )
                .unwrap_or_default(),
                Self::Failing => write!(
                    stream,
                    "HTTP/1.1 500 No\r\nContent-Type: application/json\r\nContent-Length: 26\r\n\r\n\
                     {{\"message\":\"disk is full\"}}"
                )
                .unwrap_or_default(),
                // The other side hangs up some time.
                Self::Slow => {
                    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n").unwrap_or_default();
                    std::thread::sleep(Duration::from_hours(1));
                }
            }
        }
    }

    /// How the error of a workflow has to begin.
    fn status(self) -> &'static str {
        match self {
            Self::Killed | Self::Hung | Self::Slow => "COOPTO-503",
            Self::Garbage => "COOPTO-502",
            Self::Failing => "COOPTO-500",
        }
    }
}

/// A form in front of which nobody sits.
struct Nobody;

impl Surroundings for Nobody {
    fn variable(&mut self, _: &str) -> Option<Value> {
        Some(Value::Null)
    }

    fn action(&mut self, _: &str, _: &str, _: Vec<Value>) -> Result<Value, Thrown> {
        Ok(Value::Null)
    }
}

/// Something for every input that has to be there.
fn inputs(workflow: &Workflow) -> Json {
    let mut given = serde_json::Map::new();
    for asked in fields(&workflow.presentation, &workflow.inputs) {
        let (name, kind) = (&asked.parameter.name, asked.parameter.type_name.as_str());
        let object = kind.rsplit('.').next().unwrap_or_default();
        let value = match object {
            "DockerNode" => json!(NODE),
            "DockerImage" => json!(format!("{NODE}/sha256:{ID}")),
            "DockerContainer" | "DockerNetwork" => json!(format!("{NODE}/{ID}")),
            "DockerVolume" => json!(format!("{NODE}/data")),
            // A condition that cannot be told without a person is taken for a demand.
            _ if !asked.is_required(&mut Nobody).unwrap_or(true) => continue,
            "boolean" => json!(true),
            "number" => json!(1),
            kind if kind.starts_with("Array/") => json!(["web"]),
            _ => json!(text(name)),
        };
        given.insert(name.clone(), value);
    }
    Json::Object(given)
}

/// A text that the field of that name takes.
fn text(name: &str) -> &'static str {
    match name {
        "signalKey" | "signal" => "SIGTERM",
        "path" | "file" => "/etc/hosts",
        "hostname" | "address" => "127.0.0.1:1",
        "description" => r#"{"name": "web", "containers": {"web": {"image": "web:1"}}}"#,
        "dockerfile" => "FROM web:1",
        "subnet" => "10.9.0.0/24",
        "reference" | "image" | "imageTag" | "found" | "target" => "web:1",
        _ => "web",
    }
}

/// Keeps a node that nobody could add.
const KEEP: &str = r#"/**
 * Keep a node without asking it.
 *
 * @param {string} id - its id
 * @param {string} url - where it is
 */
(function (id, url) {
    System.getModule("de.fum.coopto.inventory").define();
    System.getModule("de.fum.coopto.store").save({
        id: id, displayName: "laptop", url: url, host: "127.0.0.1", verifyHost: true,
        clientKey: null, registry: "docker.io", registryUser: "tester"
    }, "secret");
});
"#;

/// One test for each workflow, and one for the inventory.
fn tests(trouble: Trouble, url: &str) -> String {
    let mut file = format!(
        "network: real\ntimeout: 90\nbefore:\n  - run: keep\n    with: {{ id: {NODE}, url: {url:?} }}\ntests:\n"
    );
    for workflow in content::workflows() {
        let path = format!("{}/{}", workflow.category, workflow.name);
        let path = path.trim_start_matches("Library/Coopto/");
        if WITHOUT_A_NODE.contains(&path) {
            continue;
        }
        let mut given = inputs(&workflow);
        if let Some((_, chosen)) = CHOSEN.iter().find(|(name, _)| *name == path) {
            let chosen: Json = serde_json::from_str(chosen).unwrap();
            given
                .as_object_mut()
                .unwrap()
                .extend(chosen.as_object().unwrap().clone());
        }
        writeln!(
            file,
            "  - test: {path:?}\n    run: {path:?}\n    with: {given}\n    \
             expect: {{ error: '{}: *\"laptop\"*' }}",
            trouble.status()
        )
        .unwrap();
    }
    file.push_str(
        "  - test: the tree\n    run: inventory.findRelation\n    \
         with: { parentType: Coopto.ns, parentId: ns, relationName: namespace-children }\n    \
         expect: { result: [{ name: laptop (offline) }] }\n",
    );
    file
}

#[test]
fn a_node_in_trouble_ends_every_workflow_in_time_and_in_words() {
    let mut failed = String::new();
    let troubles = [
        Trouble::Killed,
        Trouble::Failing,
        Trouble::Garbage,
        Trouble::Hung,
        Trouble::Slow,
    ];
    let project = copy_of_the_content();
    let folder = project.path().join("tests");
    fs_err::create_dir(&folder).unwrap();
    fs_err::write(project.path().join("actions/keep.js"), KEEP).unwrap();
    for trouble in troubles {
        let name = format!("{trouble:?}").to_lowercase();
        let file = folder.join(format!("{name}.test.yaml"));
        fs_err::write(&file, tests(trouble, &trouble.start())).unwrap();
    }
    // Most of the time is spent waiting.
    let output = tested(project.path(), "64");
    if !output.status.success() {
        failed.push_str(&String::from_utf8_lossy(&output.stdout));
        failed.push_str(&String::from_utf8_lossy(&output.stderr));
    }
    assert!(failed.is_empty(), "{failed}");
}
