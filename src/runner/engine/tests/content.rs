//! The content of this project, as it is, in the engine.

use std::path::{Path, PathBuf};

use openssl::pkey::PKey;
use openssl::symm::Cipher;

use super::*;
use crate::archive::{self, Archive};
use crate::artifact::package::unpack;
use crate::diagnostic::Report;
use crate::project::{self, Tree};

fn content() -> Content {
    let tree = Tree::embedded();
    let project = project::load(&tree, None, &mut Report::new()).expect("sound");
    let package = project::assemble::package(&project).expect("assembles");
    let mut content = Content::default();
    content
        .add(&package, &crate::archive::Limits::default())
        .expect("own package");
    content.locate(&tree, &project.manifest);
    content
}

#[test]
fn every_action_compiles() {
    let bench = Bench::new(content());
    let names: Vec<(String, String)> = bench
        .services
        .content
        .actions()
        .map(|(module, action)| (module.to_owned(), action.name.clone()))
        .collect();
    assert!(names.len() > 20);
    for (module, name) in names {
        if let Err(thrown) = bench.engine().action(&module, &name, vec![]) {
            let shown = format!("{thrown:?}");
            assert!(!shown.contains("SyntaxError"), "{module}/{name}: {shown}");
        }
    }
}

/// The checks that the same actions pass in Rhino, with this engine's own objects in the place of
/// Java's.
#[test]
fn pure_actions_do_what_they_do_in_rhino() {
    let bench = Bench::new(content());
    let checks = concat!(
        include_str!("content.js"),
        include_str!("../../../../tests/rhino/pure.js"),
        "return failures;"
    );
    let mut engine = bench.engine();
    let failed = engine.body(&place(), checks, &[]);
    assert_eq!(failed.unwrap(), text(""), "{:#?}", bench.log());
}

#[test]
fn errors_name_the_author_s_file() {
    let bench = Bench::new(content());
    let thrown = bench.engine().action(
        "de.fum.coopto.values",
        "required",
        vec![Value::Null, text("the name")],
    );
    let Err(Thrown::Exception { text, stack, .. }) = thrown else {
        panic!("{thrown:?}");
    };
    assert!(
        text.starts_with("COOPTO-400: the name is missing (Dynamic Script Module name : required#"),
        "{text}"
    );
    let (file, line) = stack[0].split_once(':').unwrap();
    assert_eq!(file, "actions/values/required.js");
    let source = include_str!("../../../../actions/values/required.js");
    let line: usize = line.parse().unwrap();
    assert!(source.lines().nth(line - 1).unwrap().contains("throw"));
}

#[test]
fn the_node_store_works_over_the_state() {
    let bench = Bench::new(content());
    bench.text(
        "System.getModule('de.fum.coopto.inventory').define();
         var store = System.getModule('de.fum.coopto.store');
         store.save({id: 'a-1', displayName: 'Ada', url: 'unix:///x', host: 'localhost'}, 'geheim');",
    );
    assert_eq!(
        bench.text(
            "var store = System.getModule('de.fum.coopto.store');
             return store.entries().length + store.entry('a-1').displayName + store.password('a-1');"
        ),
        "1Adageheim"
    );
    assert_eq!(
        bench.text("return Server.findAllForType('DynamicTypes:Coopto.DockerNode')[0].name;"),
        "Ada"
    );
    bench.text("System.getModule('de.fum.coopto.store').erase('a-1');");
    assert_eq!(
        bench.text("return System.getModule('de.fum.coopto.store').entries().length;"),
        "0"
    );
}

const ADD_KEY: &str = "var file = new MimeAttachment('cert.pem'); file.content = certificate;
    return System.getModule('de.fum.coopto.nodes').addClientKey(name, file, key, passphrase, null);";

/// Adds a key as the form does.
fn add_key(
    bench: &Bench,
    name: &str,
    certificate: &str,
    key: &str,
    passphrase: &str,
) -> Result<Value, Thrown> {
    let inputs = [
        input("name", "string", text(name)),
        input("certificate", "string", text(certificate)),
        input("key", "SecureString", text(key)),
        input("passphrase", "SecureString", text(passphrase)),
    ];
    bench.engine().body(&place(), ADD_KEY, &inputs)
}

#[test]
fn keys_are_kept_however_they_are_written_and_whatever_became_of_their_lines() {
    let bench = Bench::new(content());
    let (private, certificate) = super::plugins::key(2);
    let private = PKey::private_key_from_pem(private.as_bytes()).unwrap();
    let rsa = private.rsa().unwrap();
    let (aes, des) = (Cipher::aes_256_cbc(), Cipher::des_ede3_cbc());
    let written = [
        private.private_key_to_pem_pkcs8(),
        private.private_key_to_pem_pkcs8_passphrase(aes, b"s3cret"),
        rsa.private_key_to_pem(),
        rsa.private_key_to_pem_passphrase(aes, b"s3cret"),
        rsa.private_key_to_pem_passphrase(des, b"s3cret"),
    ];
    for (way, pem) in written.into_iter().enumerate() {
        let pem = String::from_utf8(pem.unwrap()).unwrap();
        for (number, between) in ["\n", "\r\n", " ", "", "\\n"].into_iter().enumerate() {
            let name = format!("{way}-{number}");
            let key = pem.replace('\n', between);
            let id = add_key(&bench, &name, &certificate, &key, "s3cret");
            let Ok(Value::Text(id)) = id else {
                panic!("{name}: {id:?}");
            };
            let kept = bench.services.state.key(&id).unwrap().unwrap();
            assert_eq!(kept.alias, name);
            let whole = format!("{pem}{certificate}");
            assert_eq!(kept.pem, whole, "{name}");
        }
    }
    let stores = bench.services.state.key_stores().unwrap();
    assert_eq!(stores.len(), 1);
    assert_eq!((&*stores[0].name, stores[0].keys.len()), ("Coopto", 25));

    let (stranger, _) = super::plugins::key(2);
    let open = String::from_utf8(private.private_key_to_pem_pkcs8().unwrap()).unwrap();
    let shut = private.private_key_to_pem_pkcs8_passphrase(aes, b"s3cret");
    let shut = String::from_utf8(shut.unwrap()).unwrap();
    for (name, key, passphrase, says) in [
        ("0-0", &open, "", "COOPTO-409: there is a key \"0-0\""),
        (
            "other",
            &stranger,
            "",
            "COOPTO-400: add the key \"other\" to the key store",
        ),
        ("shut", &shut, "", "COOPTO-400: the key is encrypted, and"),
        ("shut", &shut, "wrong", "COOPTO-400: add the key \"shut\""),
    ] {
        let (told, _) = exception(add_key(&bench, name, &certificate, key, passphrase));
        assert!(told.starts_with(says), "{told}");
    }
    assert_eq!(bench.services.state.key_stores().unwrap(), stores);
    let log = bench.log().join("\n");
    assert!(log.contains("keeps the key \"0-0\" in the key store \"Coopto\""));
    let secrets = ["s3cret", "PRIVATE", open.lines().nth(1).unwrap()];
    assert!(secrets.iter().all(|secret| !log.contains(secret)), "{log}");
}

#[test]
fn an_authority_is_trusted_once() {
    let bench = Bench::new(content());
    let (_, one) = super::plugins::key(2);
    let (_, other) = super::plugins::key(2);
    let both = format!("a note\n{}{other}", one.replace('\n', "\r\n"));
    let trust = "var file = new MimeAttachment('ca.pem'); file.content = authority;
        System.getModule('de.fum.coopto.nodes').trustAuthority(file);";
    for _ in 0..2 {
        let inputs = [input("authority", "string", text(&both))];
        bench.engine().body(&place(), trust, &inputs).unwrap();
        let trusted = bench.services.state.trusted_certificates().unwrap();
        let trusted: Vec<String> = trusted.into_iter().map(|kept| kept.pem).collect();
        assert_eq!(trusted, [one.clone(), other.clone()]);
    }
}

/// Real packages, where somebody has put them: `COOPTO_FIXTURES`, or `shared/fixtures` beside the
/// project.
#[test]
#[expect(clippy::print_stderr, reason = "a test that is left out says so")]
fn every_script_of_real_packages_compiles() {
    let folder = std::env::var_os("COOPTO_FIXTURES").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures"),
        PathBuf::from,
    );
    let Ok(entries) = fs_err::read_dir(folder.join("packages")) else {
        eprintln!("left out: no real packages in `{}`", folder.display());
        return;
    };
    let bench = Bench::with(&[]);
    let mut engine = bench.engine();
    for entry in entries {
        let bytes = fs_err::read(entry.unwrap().path()).unwrap();
        let archive = Archive::read(&bytes, &archive::Limits::default()).unwrap();
        let mut content = Content::default();
        content
            .add(
                &unpack(&archive).unwrap(),
                &crate::archive::Limits::default(),
            )
            .unwrap();
        for (name, script) in scripts(&content) {
            let unused = format!("if (false) {{\n{script}\n}}\nreturn 1;");
            let result = engine.body(&place(), &unused, &[]);
            assert_eq!(result, Ok(Value::Number(1.0)), "{name}");
        }
    }
}

/// The scripts of actions and items, by the names of their elements.
fn scripts(content: &Content) -> Vec<(String, String)> {
    let actions = content.actions().filter_map(|(module, action)| {
        let script = action.script.clone().filter(|_| action.runtime.is_none());
        Some((format!("{module}/{}", action.name), script?))
    });
    let items = content.workflows().flat_map(|workflow| {
        let items = workflow.items.iter();
        items.filter_map(|item| Some((workflow.name.clone(), item.script.clone()?)))
    });
    actions.chain(items).collect()
}
