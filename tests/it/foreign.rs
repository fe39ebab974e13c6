//! Workflows of other people's packages: each runs to its end, or to the first thing that only a
//! server has, and says which. Their names and what they lack are facts; nothing else of them
//! stands here.

use std::fmt::Write as _;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use coopto::archive::{self, Archive};
use coopto::artifact::package::unpack;
use coopto::model::{TypeName, Workflow};
use coopto::runner::content::Content;
use coopto::runner::engine::{Limits, Strictness};
use coopto::runner::http::{Address, Failure, Presented, Request, Response};
use coopto::runner::interpreter::{Event, Finished, Question, Scripts, Thrown, Token};
use coopto::runner::machine::{Face, Machine, Settings, Stop};
use coopto::runner::objects::{Http, Level, Sink};
use coopto::runner::shipped;
use coopto::runner::state::State;
use coopto::runner::value::{Attachment, Value};

use crate::support::fixtures;

/// Package, workflow, how it ends.
const ENDINGS: &[(&str, &str, &str)] = &[
    (
        "com.purestorage.pure1.meta",
        "Add Custom Pure1 Target",
        "`import of a certificate by way of a proxy` exists on a server and not here, at `Validate`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Add FlashArray Connection",
        "ReferenceError: PSFlashArrayConnection is not defined, at `validateFlashArrayConnection`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Configure Pure1 Credentials",
        "`import of a certificate by way of a proxy` exists on a server and not here, at `Validate`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Create VMFS Datastore",
        "ReferenceError: VcPlugin is not defined, at `Find available disk`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Create Volume",
        "its own error, at `Validate Size`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Create new VMFS Datastore with Intelligent FlashArray Selection",
        "ReferenceError: PSFlashArrayConnectionManager is not defined, at `findFlashArraysWithAccessToCluster`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Delete a Pure1 Tag on Multiple FlashArrays",
        "its own error, at `pure1AuthenticateSession`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Find Percent Total Busy of FlashArray",
        "its own error, at `pure1AuthenticateSession`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Get All FlashArray Hosts",
        "its own error, at `getAllFlashArrayHosts`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Get Pure1 Tag Value of a FlashArray",
        "its own error, at `pure1AuthenticateSession`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Get Pure1 Tags of a FlashArray",
        "its own error, at `pure1AuthenticateSession`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Get Specific FlashArray Host",
        "its own error, at `getSpecificFlashArrayHost`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Import FlashArray certificate from URL",
        "org.apache.http.conn.HttpHostConnectException: Connect to the host failed: Network is unreachable (Network is unreachable), at `item3`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Import a certificate from URL",
        "org.apache.http.conn.HttpHostConnectException: Connect to the host failed: Network is unreachable (Network is unreachable), at `item3`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Import a certificate from URL using proxy server",
        "`import of a certificate by way of a proxy` exists on a server and not here, at `Validate`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Import a certificate from URL with certificate alias",
        "org.apache.http.conn.HttpHostConnectException: Connect to the host failed: Network is unreachable (Network is unreachable), at `item3`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Pick Target FlashArray from Pure1",
        "its own error, at `pure1AuthenticateSession`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Register FlashArrays from Pure1",
        "its own error, at `pure1AuthenticateSession`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Remove Pure1 Credentials",
        "completed",
    ),
    (
        "com.purestorage.pure1.meta",
        "Select Optimal VMFS Datastore via Pure1",
        "its own error, at `vmfsVolumeToFAVolume`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Select Optimal VVol Datastore via Pure1",
        "TypeError: cannot read property 'summary' of null, at `getFlashArrayConnectionofVVolDatastore`",
    ),
    (
        "com.purestorage.pure1.meta",
        "Tag One or More FlashArrays in Pure1",
        "its own error, at `pure1AuthenticateSession`",
    ),
    (
        "com.vmk",
        "Add a vCenter Server instance",
        "org.apache.http.conn.HttpHostConnectException: Connect to the host failed: Network is unreachable (Network is unreachable), at `item3`",
    ),
    (
        "com.vmk",
        "Add vRA Host",
        "its own error, at `Import Error`",
    ),
    (
        "com.vmk",
        "Change Scale Count From vROps Auto Scale-In",
        "ReferenceError: VraHostManager is not defined, at `Scriptable task`",
    ),
    (
        "com.vmk",
        "Change Scale Count From vROps Auto Scale-Out",
        "ReferenceError: VraHostManager is not defined, at `Scriptable task`",
    ),
    (
        "com.vmk",
        "Change VM Names",
        "TypeError: cannot read property 'clusterName' of undefined, at `Scriptable task`",
    ),
    (
        "com.vmk",
        "Delete vRA Deployment",
        "ReferenceError: VraHostManager is not defined, at `Scriptable task`",
    ),
    (
        "com.vmk",
        "Deploy VM Files",
        "ReferenceError: VcPlugin is not defined, at `Scriptable task`",
    ),
    (
        "com.vmk",
        "Event Logger",
        "InternalError: Java method toJSON not found: copy the value with String(x) or Number(x) first, at `Scriptable task`",
    ),
    (
        "com.vmk",
        "Execute Rest API",
        "InternalError: Java method toJSON not found: copy the value with String(x) or Number(x) first, at `Scriptable task`",
    ),
    (
        "com.vmk",
        "Execute SSH Commands",
        "`SSHSession` exists on a server and not here, at `Scriptable task`",
    ),
    (
        "com.vmk",
        "Execute VM Scripts",
        "ReferenceError: VcPlugin is not defined, at `Scriptable task`",
    ),
    (
        "com.vmk",
        "Import a certificate from URL",
        "org.apache.http.conn.HttpHostConnectException: Connect to the host failed: Network is unreachable (Network is unreachable), at `item3`",
    ),
    (
        "com.vmk",
        "Import a certificate from URL with certificate alias",
        "org.apache.http.conn.HttpHostConnectException: Connect to the host failed: Network is unreachable (Network is unreachable), at `item3`",
    ),
    (
        "com.vmk",
        "Install Cloud Preset",
        "ReferenceError: VraHostManager is not defined, at `Install VMK`",
    ),
    (
        "com.vmk",
        "Install NsxtManager",
        "ReferenceError: VraHostManager is not defined, at `configuration`",
    ),
    (
        "com.vmk",
        "Install VcsaManager",
        "org.apache.http.conn.HttpHostConnectException: Connect to the host failed: Network is unreachable (Network is unreachable), at `item3`",
    ),
    (
        "com.vmk",
        "Install VraManager",
        "ReferenceError: VraHostManager is not defined, at `Scriptable task`",
    ),
    (
        "com.vmk",
        "Manage vRA Static IPs",
        "ReferenceError: VraHostManager is not defined, at `Scriptable task`",
    ),
    (
        "com.vmk",
        "Move To Cluster For vROps Placement Policy",
        "TypeError: cannot read property 'placementPolicy' of undefined, at `Scriptable task`",
    ),
    (
        "com.vmk",
        "Move virtual machine to resource pool",
        "TypeError: cannot read property 'parent' of null, at `Valide move?`",
    ),
    (
        "com.vmk",
        "Move virtual machines to resource pool",
        "completed",
    ),
    (
        "com.vmk",
        "Register Subnet To Network Profile",
        "TypeError: cannot read property 'registerNetworkProfile' of undefined, at `Scriptable task`",
    ),
    (
        "com.vmk",
        "Update a vCenter Server instance",
        "org.apache.http.conn.HttpHostConnectException: Connect to the host failed: Network is unreachable (Network is unreachable), at `item3`",
    ),
    (
        "com.vmk",
        "Update vRA Host",
        "its own error, at `Import Error`",
    ),
    (
        "com.vmware.pso.OrderedMountPoints",
        "Add Ordered Mountpoints",
        "TypeError: cannot read property '0' of undefined, at `Parse Payload`",
    ),
    ("net.powervro.tests", "Test01", "completed"),
    ("net.powervro.tests", "Test02", "completed"),
    ("net.powervro.tests", "Test03", "completed"),
    ("net.powervro.tests", "Test04", "completed"),
    ("net.powervro.tests", "Test05", "completed"),
];

#[test]
fn foreign_workflows_run_to_their_end_or_name_what_is_missing() {
    let mut wrong = String::new();
    for path in fixtures() {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let package = file.strip_suffix(".package").unwrap();
        let limits = archive::Limits::default();
        let archive = Archive::read(&fs_err::read(&path).unwrap(), &limits).unwrap();
        let mut content = Content::default();
        content.add(&unpack(&archive).unwrap(), &limits).unwrap();
        let content = Arc::new(content);
        let mut workflows: Vec<_> = content.workflows().cloned().collect();
        workflows.sort_by(|a, b| a.name.cmp(&b.name));
        let mut found = Vec::new();
        for workflow in workflows {
            let ending = ending(&content, &workflow);
            for word in ["internal", "panicked", "engine failed", "no operation"] {
                assert!(!ending.contains(word), "{}: {ending}", workflow.name);
            }
            found.push((workflow.name.clone(), ending));
        }
        let expected = ENDINGS.iter().filter(|(from, ..)| *from == package);
        let expected: Vec<_> = expected
            .map(|(_, name, ending)| ((*name).to_owned(), (*ending).to_owned()))
            .collect();
        if found != expected {
            wrong += &as_table(package, &found);
        }
    }
    assert!(wrong.is_empty(), "this is what happens now:\n{wrong}");
}

/// For the table above, when something changed.
fn as_table(package: &str, found: &[(String, String)]) -> String {
    let mut table = String::new();
    for (name, ending) in found {
        let _ = writeln!(table, "    ({package:?}, {name:?}, {ending:?}),");
    }
    table
}

fn ending(content: &Arc<Content>, workflow: &Arc<Workflow>) -> String {
    let (content, workflow) = (Arc::clone(content), Arc::clone(workflow));
    let run = move || {
        let state = shipped::into(State::temporary().unwrap(), &content);
        let settings = Settings {
            limits: Limits {
                time: Duration::from_secs(5),
                memory: 64 << 20,
                ..Limits::default()
            },
            strictness: Strictness::default(),
            waits: false,
            user: "tester".to_owned(),
        };
        let stop = Arc::<Stop>::default();
        stop.after(Duration::from_secs(20));
        let machine = Machine::new(
            Arc::clone(&content),
            state,
            Arc::new(NoNetwork),
            settings,
            Arc::new(Obliging),
            stop,
        );
        let inputs = workflow.inputs.iter();
        let inputs = inputs.map(|input| (input.name.clone(), made_up(&input.type_name)));
        let runs = machine.runs();
        let finished = runs.run(&workflow, inputs.collect());
        runs.join();
        finished
    };
    let thread = thread::Builder::new().stack_size(16 << 20);
    let finished = thread.spawn(run).unwrap().join().expect("no panic");
    told(&finished)
}

fn told(finished: &Finished) -> String {
    let Some(failure) = &finished.failure else {
        return "completed".to_owned();
    };
    let place = failure.path.last().map(|step| &step.place);
    let item = place.map_or("no item", |place| match place.title.as_str() {
        "" => &place.item,
        title => title,
    });
    let text = failure.text.lines().next().unwrap_or_default();
    let text = text.split(" (Dynamic Script Module").next().unwrap_or(text);
    let text = text.split(" (Workflow:").next().unwrap_or(text);
    let text = match text.split_once(", at ") {
        Some((reason, _)) if !failure.exception => reason,
        _ => text,
    };
    // What a script of theirs says is theirs.
    let own = failure.exception && !text.split(' ').next().unwrap_or_default().ends_with(':');
    let text = if own { "its own error" } else { text };
    format!("{text}, at `{item}`")
}

/// Something of the type; nothing where only a server has such objects.
fn made_up(type_name: &TypeName) -> Value {
    if let Some(item) = type_name.item() {
        let item = made_up(&item);
        return Value::Array(if item == Value::Null {
            vec![]
        } else {
            vec![item]
        });
    }
    match type_name.as_str() {
        "string" | "SecureString" | "Path" => Value::Text("text".to_owned()),
        "number" => Value::Number(1.0),
        "boolean" => Value::Boolean(true),
        "Date" => Value::Date(0.0),
        "Properties" => Value::Properties(Vec::new()),
        "MimeAttachment" => Value::Attachment(Attachment {
            name: "text.txt".to_owned(),
            mime_type: "text/plain".to_owned(),
            content: b"text".to_vec(),
        }),
        _ => Value::Null,
    }
}

/// Answers every question with something of its type.
struct Obliging;

impl Face for Obliging {
    fn log(&self, _: Sink, _: Level, _: &str) {}

    fn event(&self, _: &Token, _: Event<'_>) {}

    fn ask(
        &self,
        question: &Question<'_>,
        _: &mut dyn Scripts,
    ) -> Result<Vec<(String, Value)>, Thrown> {
        let fields = question.fields.iter();
        let answer =
            |(name, type_name, _): &(String, TypeName, Value)| (name.clone(), made_up(type_name));
        Ok(fields.map(answer).collect())
    }
}

struct NoNetwork;

impl Http for NoNetwork {
    fn execute(&self, _: &Request) -> Result<Response, Failure> {
        Err(cut_off())
    }

    fn certificates(&self, _: &Address) -> Result<Presented, Failure> {
        Err(cut_off())
    }
}

fn cut_off() -> Failure {
    Failure::Connect {
        peer: "the host".to_owned(),
        cause: "Network is unreachable".to_owned(),
    }
}
