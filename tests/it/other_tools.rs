//! Packages as other tools write them: their names for the signer, their digests, their certificates,
//! their text. What a server takes from them, this takes too.

use std::fmt::Write as _;

use coopto::archive::{Archive, Entry, Shape};
use coopto::codec::text;
use coopto::model::EntryName;
use coopto::signing::Digest;

use crate::support::{Project, signer};

/// The subject in the order of the certificate, not reversed as servers have it.
const NAME: &str = "O=Coopto,CN=Test";
const ACTION: &str = "<dunes-script-module name=\"greet\" result-type=\"string\" id=\"a-1\" \
    version=\"1.0.0\"><script encoded=\"false\"><![CDATA[return \"hello\";]]></script>\
    </dunes-script-module>";

/// A package of one action: what differs from tool to tool.
struct Foreign {
    digest: Digest,
    certificate: Vec<u8>,
    encode: fn(&str) -> Vec<u8>,
    more: Vec<(&'static str, Vec<u8>)>,
}

impl Foreign {
    fn new() -> Self {
        Self {
            digest: Digest::Md5,
            certificate: signer().certificate().der().to_vec(),
            encode: text::utf16be,
            more: Vec::new(),
        }
    }

    fn package(self) -> Vec<u8> {
        let properties = |entries: &[(&str, &str)]| {
            let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?><!DOCTYPE \
                properties SYSTEM \"http://java.sun.com/dtd/properties.dtd\"><properties>"
                .to_owned();
            for (key, value) in entries {
                let _ = write!(text, "<entry key=\"{key}\">{value}</entry>");
            }
            (text + "</properties>").into_bytes()
        };
        let sign = |content: &[u8]| signer().sign(self.digest, content).unwrap();
        let data = (self.encode)(ACTION);
        let categories = "<categories><category name=\"com.acme\"><name>com.acme</name></category>\
            </categories>";
        let info = [
            ("type", "ScriptModule"),
            ("signature-owner", NAME),
            ("id", "a-1"),
        ];
        let meta = [
            ("pkg-id", "p-1"),
            ("pkg-name", "com.acme"),
            ("pkg-signer", NAME),
        ];
        let certificate = format!("certificates/{NAME}.cer");
        let mut entries = vec![
            (certificate.as_str(), self.certificate),
            ("elements/a-1/categories", (self.encode)(categories)),
            ("elements/a-1/content-signature", sign(&data)),
            ("elements/a-1/data", data),
            ("elements/a-1/info", properties(&info)),
            ("dunes-meta-inf", properties(&meta)),
        ];
        entries.extend(self.more);
        let signed = entries.iter().flat_map(|(name, content)| {
            let signature = (format!("signatures/{name}"), sign(content));
            [((*name).to_owned(), content.clone()), signature]
        });
        let entries = signed.map(|(name, content)| Entry {
            name: EntryName::new(name).unwrap(),
            content: content.into(),
        });
        let archive = Archive::new(entries.collect()).unwrap();
        archive.write(Shape::Jar).unwrap()
    }
}

fn project(foreign: Foreign) -> Project {
    Project::nothing().file("other.package", foreign.package())
}

#[test]
fn the_signer_may_be_named_as_the_certificate_orders_it() {
    let project = project(Foreign::new());
    let said = project.run(&["verify", "other.package"]);
    said.assert_ok().says("1 of 1 authors' signatures hold");
    assert!(
        !said.said().contains("is not in the package"),
        "{}",
        said.said()
    );
    let archive = project.archive("other.package");
    let package = coopto::artifact::package::unpack(&archive).unwrap();
    assert!(
        package.certificates.is_empty(),
        "the signer is no other author"
    );
}

#[test]
fn every_digest_java_has_a_name_for() {
    for (digest, name) in [
        (Digest::Md5, "MD5"),
        (Digest::Sha1, "SHA-1"),
        (Digest::Sha256, "SHA-256"),
        (Digest::Sha384, "SHA-384"),
        (Digest::Sha512, "SHA-512"),
    ] {
        let foreign = Foreign {
            digest,
            ..Foreign::new()
        };
        let project = project(foreign);
        let said = project.run(&["verify", "other.package"]);
        said.assert_ok().says(&format!("signatures hold ({name})"));
    }
}

#[test]
fn a_certificate_in_pem_is_read_and_remarked_on() {
    let foreign = Foreign {
        certificate: signer().certificate().to_pem().unwrap().into_bytes(),
        ..Foreign::new()
    };
    let project = project(foreign);
    let said = project.run(&["verify", "other.package"]);
    said.assert_ok().says("is PEM");
    project.run(&["inspect", "other.package"]).assert_ok();
    project.run(&["extract", "other.package"]).assert_ok();
}

#[test]
fn text_may_come_in_any_encoding_that_java_reads() {
    let little = |text: &str| {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xFF, 0xFE].into_iter().chain(units).collect()
    };
    let encodings: [fn(&str) -> Vec<u8>; 5] = [
        text::utf16be,
        |text| text::utf16be(text)[2..].to_vec(),
        little,
        |text| text.as_bytes().to_vec(),
        |text| format!("\u{feff}{text}").into_bytes(),
    ];
    for encode in encodings {
        let foreign = Foreign {
            encode,
            ..Foreign::new()
        };
        let project = project(foreign);
        project.run(&["verify", "other.package"]).assert_ok();
        let run = project.run(&["run", "--from", "other.package", "greet"]);
        run.assert_ok().says("hello");
    }
}

#[test]
fn one_broken_element_does_not_stop_the_others() {
    let broken = "<workflow id=\"w-1\" root-name=\"item0\"><position x=\"far\"/></workflow>";
    let info = "<properties><entry key=\"id\">w-1</entry><entry key=\"type\">Workflow</entry>\
        </properties>";
    let foreign = Foreign {
        more: vec![
            ("elements/w-1/categories", text::utf16be("<categories/>")),
            ("elements/w-1/data", text::utf16be(broken)),
            ("elements/w-1/info", info.into()),
        ],
        ..Foreign::new()
    };
    let project = project(foreign);
    let run = project.run(&["run", "--from", "other.package", "greet"]);
    run.assert_ok()
        .says("hello")
        .says("w-1")
        .says("`x` is `far`")
        .says("left out");
}

#[test]
fn actions_of_other_tool_chains_build() {
    let project = Project::new().file(
        "actions/from/elsewhere.js",
        "/*-\n * #%L\n * licence\n * #L%\n */\n/**\n * Adds.\n *\n * @author Somebody\n \
         * @param {String} a - one\n * @param {Array/string} [b] more\n * @param {any} c\n \
         * @param {string[]} d\n * @param {Array.<Number>} e\n * @param {Array<REST:RESTHost>} f\n \
         * @example\n *   add(1)\n * @return {*} something\n */\n\
         (function (a, b, c, d, e, f) {\r\n\treturn a + b + c;\r\n})\n",
    );
    project.build().assert_ok();
    let shown = project.run(&["inspect", "dist/com.example.mail-1.2.0.package"]);
    shown.assert_ok().says("elsewhere(a, b, c, d, e, f): Any");
}

#[test]
fn what_has_no_form_as_sources_comes_through_extract_and_build() {
    let policy = "<dunes-policy name=\"Nightly\" id=\"p-1\" version=\"1.0.0\" type=\"0\"/>";
    let info = "<properties><entry key=\"type\">PolicyTemplate</entry><entry key=\"id\">p-1</entry>\
        </properties>";
    let foreign = Foreign {
        more: vec![
            ("elements/p-1/categories", text::utf16be("<categories/>")),
            ("elements/p-1/data", text::utf16be(policy)),
            ("elements/p-1/info", info.into()),
        ],
        ..Foreign::new()
    };
    let project = Project::new().file("other.package", foreign.package());
    project.run(&["extract", "other.package"]).assert_ok();
    fs_err::remove_dir_all(project.path("actions")).unwrap();
    project.build().assert_ok();
    let package = "dist/com.example.mail-1.2.0.package";
    let shown = project.run(&["inspect", package]);
    shown.assert_ok().says("1 policy").says("Nightly  1.0.0");
    let archive = project.archive(package);
    assert_eq!(
        **archive.get("elements/p-1/data").unwrap(),
        *text::utf16be(policy)
    );
}

#[test]
fn tags_that_stay_behind_are_named() {
    let foreign = Foreign {
        more: vec![("elements/a-1/tags", text::utf16be("<tags/>"))],
        ..Foreign::new()
    };
    let project = project(foreign);
    let said = project.run(&["extract", "other.package"]);
    said.assert_ok()
        .says("the tags of the action `com.acme/greet` stay behind");
}
