//! Each kind of thing does what the server's objects of that kind do.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::super::{
    Attribute, Authentication, Binding, ConfigurationElement, Error, Origin, ResourceElement,
    RestHost, State,
};
use crate::model::TypeName;
use crate::runner::date::now;
use crate::runner::value::Value;

fn state() -> State {
    State::temporary().expect("a state")
}

fn text(name: &str, value: &str) -> Attribute {
    Attribute {
        name: name.to_owned(),
        type_name: TypeName::string(),
        value: Value::Text(value.to_owned()),
        description: String::new(),
    }
}

fn settings() -> ConfigurationElement {
    ConfigurationElement {
        id: "settings".to_owned(),
        category: "Library/Coopto".to_owned(),
        name: "Settings".to_owned(),
        description: "Ours".to_owned(),
        version: "1.0.0".to_owned(),
        attributes: vec![text("a", "1"), text("b", "2"), text("c", "3")],
    }
}

#[test]
fn the_content_gives_the_first_values_and_changes_win() {
    let state = state().with_configurations(vec![settings()]);
    assert_eq!(
        state.configuration("settings").expect("read"),
        Some(settings())
    );
    assert!(!state.path().join("configurations.json").exists());

    state
        .set_attribute("settings", text("b", "two"))
        .expect("set");
    state
        .set_attribute("settings", text("d", "4"))
        .expect("set");
    state.remove_attribute("settings", "a").expect("removed");
    let now = state
        .configuration("settings")
        .expect("read")
        .expect("there");
    assert_eq!(
        now.attributes,
        [text("b", "two"), text("c", "3"), text("d", "4")]
    );

    // A new version of the content brings its values where nobody changed them.
    let mut newer = settings();
    newer.attributes = vec![text("b", "2.1"), text("c", "3.1"), text("e", "5")];
    let state = state.with_configurations(vec![newer]);
    let now = state
        .configuration("settings")
        .expect("read")
        .expect("there");
    assert_eq!(
        now.attributes,
        [
            text("b", "two"),
            text("c", "3.1"),
            text("e", "5"),
            text("d", "4")
        ]
    );

    state
        .set_attribute("settings", text("a", "again"))
        .expect("set");
    let now = state
        .configuration("settings")
        .expect("read")
        .expect("there");
    assert_eq!(now.attribute("a"), Some(&text("a", "again")));
}

#[test]
fn elements_of_the_content_that_are_gone_are_gone() {
    let state = state().with_configurations(vec![settings()]);
    state
        .set_attribute("settings", text("a", "x"))
        .expect("set");
    assert!(
        state
            .with_configurations(Vec::new())
            .configurations()
            .expect("read")
            .is_empty()
    );
}

#[test]
fn scripts_make_and_remove_elements_and_folders() {
    let state = state().with_configurations(vec![settings()]);
    let node = state
        .create_configuration("Library/Coopto/Nodes", "n1")
        .expect("made");
    state
        .set_attribute(&node.id, text("url", "u"))
        .expect("set");
    let folders = state.configuration_folders().expect("folders");
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    assert_eq!(folders, ["Library/Coopto", "Library/Coopto/Nodes"]);

    state.remove_configuration(&node.id).expect("removed");
    assert_eq!(state.configuration(&node.id).expect("read"), None);
    assert!(matches!(
        state.remove_configuration(&node.id),
        Err(Error::Missing(_))
    ));
    // The folder stays, as on a server.
    assert!(
        state
            .configuration_folders()
            .expect("folders")
            .contains("Library/Coopto/Nodes")
    );
    state
        .create_configuration("Library/Coopto/Nodes", "n1")
        .expect("made again");

    state.remove_configuration("settings").expect("removed");
    assert_eq!(state.configuration("settings").expect("read"), None);
    let missing = state.set_attribute("settings", text("a", "x"));
    assert!(matches!(missing, Err(Error::Missing(_))));

    state
        .remove_configuration_folder("Library/Coopto")
        .expect("removed");
    assert!(state.configurations().expect("read").is_empty());
    let folders = state.configuration_folders().expect("folders");
    assert!(folders.is_empty(), "{folders:?}");
}

#[test]
fn clones_may_change_it_from_several_threads() {
    let state = state().with_configurations(vec![settings()]);
    std::thread::scope(|scope| {
        for name in ["one", "two", "three"] {
            let state = state.clone();
            scope.spawn(move || {
                for turn in 0..10 {
                    let attribute = text(&format!("{name}-{turn}"), "x");
                    state.set_attribute("settings", attribute).expect("set");
                }
            });
        }
    });
    let now = state
        .configuration("settings")
        .expect("read")
        .expect("there");
    assert_eq!(now.attributes.len(), 3 + 30);
}

#[test]
fn resources_are_kept_like_configurations() {
    let icon = ResourceElement {
        id: "icon".to_owned(),
        category: "Icons".to_owned(),
        name: "node.png".to_owned(),
        description: String::new(),
        version: "0.0.0".to_owned(),
        mime_type: "image/png".to_owned(),
        content: vec![0x89, b'P', 0xff],
    };
    let state = state().with_resources(vec![icon.clone()]);
    assert_eq!(state.resources().expect("read"), [icon]);
    let made = state
        .create_resource("Library/Texts", "a.txt", "text/plain", b"hello".to_vec())
        .expect("made");
    let twice = state.create_resource("Icons", "node.png", "image/png", Vec::new());
    assert!(matches!(twice, Err(Error::Exists(_))));
    state
        .set_resource_content("icon", "image/gif", vec![0, 255])
        .expect("set");
    state
        .set_resource_content(&made.id, "text/plain", b"bye".to_vec())
        .expect("set");
    let icon = state.resource("icon").expect("read").expect("there");
    assert_eq!(
        (icon.mime_type.as_str(), icon.content),
        ("image/gif", vec![0, 255])
    );
    assert_eq!(
        state
            .resource(&made.id)
            .expect("read")
            .expect("there")
            .content,
        b"bye"
    );
    state.remove_resource("icon").expect("removed");
    state.remove_resource(&made.id).expect("removed");
    assert!(state.resources().expect("read").is_empty());
    assert!(matches!(
        state.remove_resource("icon"),
        Err(Error::Missing(_))
    ));
}

#[test]
fn dynamic_types_are_defined_bound_related_and_removed() {
    let state = state();
    assert!(matches!(
        state.define_type("C", "Node", None, &[]),
        Err(Error::Missing(_))
    ));
    state.define_namespace("C").expect("defined");
    assert!(matches!(state.define_namespace("C"), Err(Error::Exists(_))));
    let names = ["url".to_owned(), "id".to_owned()];
    state
        .define_type("C", "Node", Some("Icons/node.png"), &names)
        .expect("defined");
    state.define_type("C", "Image", None, &[]).expect("defined");
    assert!(matches!(
        state.define_type("C", "Node", None, &[]),
        Err(Error::Exists(_))
    ));
    let bound = Binding {
        find_by_id: Some("m/findById".to_owned()),
        ..Binding::default()
    };
    let binding = bound.clone();
    state
        .update_type("C", "Node", |kind| kind.binding = binding)
        .expect("bound");
    let node = state
        .dynamic_type("C", "Node")
        .expect("read")
        .expect("there");
    assert_eq!(
        (node.binding, node.properties.as_slice()),
        (bound, names.as_slice())
    );

    state
        .define_relation("C.Node", "C.Image", "images")
        .expect("related");
    let twice = state.define_relation("C.Node", "C.Image", "more");
    assert!(matches!(twice, Err(Error::Exists(_))));
    let itself = state.define_relation("C.Node", "C.Node", "self");
    assert!(matches!(itself, Err(Error::Refused(_))));
    let unknown = state.define_relation("C.Node", "C.Nothing", "x");
    assert!(matches!(unknown, Err(Error::Missing(_))));

    state
        .update_type("C", "Node", |kind| kind.name = "Host".to_owned())
        .expect("renamed");
    state.rename_namespace("C", "D").expect("renamed");
    let relations = state.relations().expect("read");
    assert_eq!(
        (relations[0].parent.as_str(), relations[0].child.as_str()),
        ("D.Host", "D.Image")
    );
    let taken = state.update_type("D", "Host", |kind| kind.name = "Image".to_owned());
    assert!(matches!(taken, Err(Error::Exists(_))));

    state.remove_type("D", "Image").expect("removed");
    assert!(state.relations().expect("read").is_empty());
    assert!(matches!(
        state.remove_relation("D.Host", "D.Image"),
        Err(Error::Missing(_))
    ));
    state.remove_namespace("D").expect("removed");
    assert!(state.dynamic_types().expect("read").is_empty());
    assert!(state.namespaces().expect("read").is_empty());
}

#[test]
fn rest_hosts_get_ids_and_keep_everything() {
    let state = state();
    let prototype = RestHost {
        url: "unix:///var/run/docker.sock".to_owned(),
        authentication: Some(Authentication {
            kind: "Basic".to_owned(),
            parameters: vec!["Shared Session".into(), "user".into(), "secret".into()],
        }),
        ..RestHost::new("docker")
    };
    let host = state.add_rest_host(prototype).expect("added");
    assert!(!host.id.is_empty());
    assert_eq!(state.rest_host(&host.id).expect("read"), Some(host.clone()));
    assert!(!format!("{host:?}").contains("secret"));
    let changed = RestHost {
        operation_timeout: 600.5,
        ..host.clone()
    };
    state.update_rest_host(changed.clone()).expect("updated");
    assert_eq!(state.rest_hosts().expect("read"), [changed]);
    state.remove_rest_host(&host.id).expect("removed");
    assert!(matches!(
        state.update_rest_host(host),
        Err(Error::Missing(_))
    ));
}

#[test]
fn key_stores_keep_trust_and_keys() {
    let state = state();
    assert_eq!(
        state.trust("", "PEM 1").expect("trusted").alias,
        "certificate-1"
    );
    assert_eq!(
        state.trust("", "PEM 1").expect("trusted").alias,
        "certificate-1"
    );
    assert_eq!(
        state.trust("", "PEM 2").expect("trusted").alias,
        "certificate-2"
    );
    state.trust("certificate-1", "PEM 3").expect("replaced");
    assert_eq!(state.trusted_certificates().expect("read").len(), 2);

    let store = state.create_key_store("coopto").expect("made");
    assert!(matches!(
        state.create_key_store("coopto"),
        Err(Error::Exists(_))
    ));
    let key = state
        .add_key(&store.id, "laptop", "KEY", Some("secret"))
        .expect("added");
    let twice = state.add_key(&store.id, "laptop", "KEY", None);
    assert!(matches!(twice, Err(Error::Exists(_))));
    assert_eq!(state.key(&key.id).expect("read"), Some(key.clone()));
    assert!(!format!("{key:?}").contains("secret"));
    assert_eq!(state.key("another").expect("read"), None);
}

#[test]
fn custom_properties_belong_to_an_object() {
    let state = state();
    let set =
        |id: &str, key: &str, value| state.set_custom_property("REST:RESTHost", id, key, value);
    set("1", "b", Value::Number(1.0)).expect("set");
    set("1", "a", Value::Text("x".to_owned())).expect("set");
    set("2", "a", Value::Boolean(true)).expect("set");
    let of = |id| state.custom_properties("REST:RESTHost", id).expect("read");
    let expected = [
        ("a".to_owned(), Value::Text("x".to_owned())),
        ("b".to_owned(), Value::Number(1.0)),
    ];
    assert_eq!(of("1"), expected);
    set("1", "a", Value::Null).expect("taken away");
    assert_eq!(of("1").len(), 1);
    set("1", "b", Value::Null).expect("taken away");
    assert!(of("1").is_empty());
    assert_eq!(of("2").len(), 1);
}

#[test]
fn locks_belong_to_owners_and_stay() {
    let state = state();
    assert!(state.lock("nodes", "a").expect("locked"));
    assert!(state.lock("nodes", "a").expect("its own"));
    assert!(!state.lock("nodes", "b").expect("taken"));
    assert!(!state.unlock("nodes", "b").expect("not its own"));
    let again = State::open(state.path()).expect("a state");
    let lock = again.holder("nodes").expect("read").expect("held");
    assert_eq!(
        (lock.owner.as_str(), lock.process),
        ("a", std::process::id())
    );
    assert!(state.unlock("nodes", "a").expect("unlocked"));
    assert!(state.lock("nodes", "b").expect("free"));
    state.unlock_all().expect("broken");
    assert!(state.locks().expect("read").is_empty());
}

#[test]
fn events_wake_those_who_wait_for_them() {
    let state = state();
    let stop = AtomicBool::new(false);
    let soon = || Some(now() + 150.0);
    let wait = |until| state.wait_for_event(Origin::Internal, "done", until, &stop);
    // What was sent before does not count.
    state.send_event(Origin::Internal, "done").expect("sent");
    assert!(!wait(soon()).expect("nothing"));
    // Sent again and again, as nobody knows when somebody begins to wait.
    let meanwhile = |origin, key, until| {
        let woken = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !woken.load(Ordering::Relaxed) {
                    state.send_event(origin, key).expect("sent");
                    std::thread::sleep(Duration::from_millis(10));
                }
            });
            let came = wait(until);
            woken.store(true, Ordering::Relaxed);
            came.expect("read")
        })
    };
    assert!(!meanwhile(Origin::External, "done", soon()));
    assert!(!meanwhile(Origin::Internal, "else", soon()));
    assert!(meanwhile(Origin::Internal, "done", None));
    stop.store(true, Ordering::Relaxed);
    assert!(!wait(None).expect("stopped"));
}
