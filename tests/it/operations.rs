//! All operations of the Docker Engine API: the catalogues have them, actions are made of them, and one
//! story calls every one on real Engines.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value as Json;

use crate::content;
use crate::daemon::Docker;
use crate::docker::{client_key, coopto};
use crate::engine::copy_of_the_content;

const STORY: &str = include_str!("../engine/operations.js");
const FACTS: &str = include_str!("../engine/operations.tsv");

/// The oldest version that the content speaks; what is older needs no word in a catalogue.
const OLDEST: (u32, u32) = (1, 24);

/// What cannot be called on the Engine of the tests, with the beginning of the reason. Ten at the most.
const NOT_CALLED: [(&str, &str); 5] = [
    // A script has neither the bytes of an archive nor the connection.
    ("containerAttachWebsocket", "COOPTO-501: "),
    ("containerExport", "COOPTO-501: "),
    ("imageGet", "COOPTO-501: "),
    ("imageGetAll", "COOPTO-501: "),
    ("session", "COOPTO-501: "),
];

/// What the Engine at hand may refuse in the story, with a part of the reason.
const REFUSED: [(&str, &str); 6] = [
    // Real plug-ins have programs in them, which no script can pack.
    ("pluginEnable", "no such file or directory"),
    ("pluginDisable", "already disabled"),
    // Only a manager that was started again is locked.
    ("swarmUnlock", "swarm is not locked"),
    // Asks Docker Hub, which not every machine reaches.
    ("imageSearch", "COOPTO-500: search for \"busybox\""),
    // Newer than the Engine that Debian 12 has; and for images in containerd, and volumes of a swarm, alone.
    ("imageAttestations", ": read the attestations of image "),
    ("volumeUpdate", ": change volume "),
];

/// An operation as the API has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Operation {
    group: String,
    name: String,
    request: String,
    /// Left out for the oldest version that the content speaks, and for older ones.
    since: Option<String>,
}

fn facts() -> BTreeSet<Operation> {
    let lines = FACTS.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [group, name, method, path, since] = cells[..] else {
                panic!("{line}");
            };
            let (major, minor) = since.split_once('.').unwrap();
            let version: (u32, u32) = (major.parse().unwrap(), minor.parse().unwrap());
            Operation {
                group: group.to_owned(),
                name: name.to_owned(),
                request: format!("{method} {path}"),
                since: (version > OLDEST).then(|| since.to_owned()),
            }
        })
        .collect()
}

/// The operations as the catalogues have them, and those that no script can do. Rows begin in the first column.
fn catalogues() -> (Vec<Operation>, Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("actions/engine");
    let files = fs_err::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    let mut rows: Vec<Operation> = Vec::new();
    let mut impossible = Vec::new();
    for file in files {
        let group = file.file_stem().unwrap().to_str().unwrap().to_owned();
        for line in fs_err::read_to_string(&file).unwrap().lines() {
            if !line.starts_with([' ', '#']) && !line.is_empty() {
                rows.push(Operation {
                    group: group.clone(),
                    name: line.strip_suffix(':').unwrap().to_owned(),
                    request: String::new(),
                    since: None,
                });
            } else if let Some(request) = line.strip_prefix("  request: ") {
                request.clone_into(&mut rows.last_mut().unwrap().request);
            } else if let Some(since) = line.strip_prefix("  since: ") {
                rows.last_mut().unwrap().since = Some(since.trim_matches('"').to_owned());
            } else if line.starts_with("  impossible: ") {
                impossible.push(rows.last().unwrap().name.clone());
            }
        }
    }
    (rows, impossible)
}

#[test]
fn the_catalogues_have_every_operation_of_the_api() {
    let facts = facts();
    assert_eq!(facts.len(), 108);
    let groups: BTreeSet<_> = facts.iter().map(|fact| fact.group.as_str()).collect();
    assert_eq!(groups.len(), 15);
    let (rows, _) = catalogues();
    assert_eq!(rows.len(), 108, "each once");
    assert_eq!(BTreeSet::from_iter(rows), facts);
}

#[test]
fn what_no_script_can_do_is_documented() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/docker-operations.md");
    let page = fs_err::read_to_string(page).unwrap();
    let (_, impossible) = catalogues();
    assert_eq!(impossible.len(), 5, "as the page says");
    for name in impossible {
        assert!(page.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn every_operation_has_an_action() {
    let made: BTreeSet<String> = content::actions()
        .iter()
        .map(|action| format!("{}.{}", action.category, action.name))
        .collect();
    for fact in facts() {
        let name = format!("de.fum.coopto.engine.{}.{}", fact.group, fact.name);
        assert!(made.contains(&name), "{name}");
    }
}

/// A copy of the content with the story in it, and a state of its own.
struct Stage {
    folder: tempfile::TempDir,
}

impl Stage {
    fn new() -> Self {
        let folder = copy_of_the_content();
        let tests = folder.path().join("actions/tests");
        fs_err::create_dir(&tests).unwrap();
        fs_err::write(tests.join("operations.js"), STORY).unwrap();
        Self { folder }
    }

    fn run(&self, name: &str, inputs: &[(&str, &str)]) -> Json {
        let mut command = coopto(self.folder.path());
        command.args(["run", name, "--format", "json", "--timeout", "300"]);
        for (name, value) in inputs {
            command.arg("--set").arg(format!("{name}={value}"));
        }
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{name}: {said}");
        let result: Json = serde_json::from_slice(&output.stdout).unwrap();
        result["outputs"].clone()
    }
}

#[test]
fn every_operation_is_called_on_a_docker_engine() {
    let Some(docker) = Docker::start("the operations of the Engine API") else {
        return;
    };
    let stage = Stage::new();
    let add = "Configuration/Add Docker Node";
    let engine = &docker.addresses["ENGINE_URL"];
    stage.run(add, &[("displayName", "laptop"), ("hostname", engine)]);
    let files = client_key(&docker.state().join("tls"));
    let inputs: Vec<_> = files.iter().map(|(name, file)| (*name, &**file)).collect();
    let added = stage.run("Configuration/Add Client Key", &inputs);
    let second = [
        ("displayName", "second"),
        ("hostname", docker.addresses["SECURE_URL"].as_str()),
        ("clientKey", added["clientKey"].as_str().unwrap()),
    ];
    stage.run(add, &second);

    // Members of a swarm talk on ports that cannot be chosen, so each run has addresses of its own.
    let port: u16 = engine.rsplit(':').next().unwrap().parse().unwrap();
    let place = format!("127.77.{}", port % 250);
    let names: Vec<String> = facts()
        .iter()
        .map(|fact| format!("{}.{}", fact.group, fact.name))
        .collect();
    let mut inputs = vec![
        ("node", "laptop"),
        ("second", "second"),
        ("registry", docker.addresses["OPEN_REGISTRY"].as_str()),
        ("closed", docker.addresses["CLOSED_REGISTRY"].as_str()),
        ("password", "s3cret?>~"),
        ("place", &place),
    ];
    inputs.extend(names.iter().map(|name| ("operations", name.as_str())));
    let outputs = stage.run("tests.operations", &inputs);

    let became: BTreeMap<&str, &str> = outputs["result"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line.as_str().unwrap().split_once(": ").unwrap())
        .collect();
    assert_eq!(became.len(), 108);
    for (name, became) in &became {
        if let Some((_, reason)) = NOT_CALLED.iter().find(|(other, _)| other == name) {
            assert!(became.starts_with(reason), "{name}: {became}");
        } else if let Some((_, reason)) = REFUSED.iter().find(|(other, _)| other == name) {
            let reached = *became == "done" || became.contains(reason);
            assert!(reached, "{name}: {became}");
        } else {
            assert_eq!(*became, "done", "{name}");
        }
    }
}
