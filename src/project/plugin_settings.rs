//! `[plugin]` of the manifest: what `.dar` and `.vmoapp` need besides the package.

use super::document::{Fields, Node};
use super::identifier::{demand, is_dotted, is_identifier};
use super::tree::{MANIFEST, Tree};
use crate::diagnostic::{Diagnostic, Report, Sourced, closest};
use crate::model::{Bytes, Datasource, EntryName, Install};

/// A file that the manifest names.
#[derive(Debug, Clone)]
pub struct NamedFile {
    /// Its path in the project.
    pub path: String,
    /// What is in it.
    pub content: Bytes,
}

/// What the manifest says about the plug-in, with the files it names.
#[derive(Debug, Clone)]
pub struct PluginSettings {
    /// Its name on the server, an identifier.
    pub name: String,
    /// Name for people.
    pub display_name: String,
    /// The icon.
    pub icon: NamedFile,
    /// The licence that is shown before installing.
    pub eula: NamedFile,
    /// Digits.
    pub build: String,
    /// When the server installs the content.
    pub install: Install,
    /// Java archives.
    pub lib: Vec<NamedFile>,
    /// Only for those who bring Java.
    pub datasource: Option<Datasource>,
}

/// Reads `[plugin]`. None when something in it is wrong; all faults are reported.
pub(super) fn decode(
    node: &Node,
    project: &str,
    tree: &Tree,
    report: &mut Report,
) -> Option<PluginSettings> {
    let mut fields = Fields::open(MANIFEST, "[plugin]", node, report)?;
    fields.require(&["icon", "eula"]);
    let name = fields.text("name");
    let display_name = fields.text("display-name");
    let icon = fields.text("icon");
    let eula = fields.text("eula");
    let build = fields.text("build-number");
    let install = fields.text("install");
    let lib = fields.texts("lib").unwrap_or_default();
    let datasource = fields.node("datasource");
    fields.finish(report);

    let display_name =
        display_name.unwrap_or_else(|| Sourced::new(project.to_owned(), node.span.clone()));
    let name = name.unwrap_or_else(|| {
        display_name
            .clone()
            .map(|text| text.split_whitespace().collect())
    });
    let form = "an identifier; state `name` where the display name gives none";
    let named = demand(
        MANIFEST,
        &name,
        is_identifier(&name),
        "a plug-in's name",
        form,
        report,
    );
    let build = build.unwrap_or_else(|| Sourced::new("1".to_owned(), node.span.clone()));
    let digits = !build.is_empty() && build.bytes().all(|byte| byte.is_ascii_digit());
    demand(MANIFEST, &build, digits, "a build number", "digits", report);
    let icon = icon.and_then(|path| file(&path, tree, report));
    let eula = eula.and_then(|path| file(&path, tree, report));
    refuse_namesakes(&lib, report);
    let lib: Vec<NamedFile> = lib
        .iter()
        .filter_map(|path| file(path, tree, report))
        .collect();
    let install = install.map_or(Some(Install::default()), |text| when(&text, report));
    let datasource = datasource.and_then(|node| source(node, lib.is_empty(), report));
    Some(PluginSettings {
        name: named.then_some(name.value)?,
        display_name: display_name.value,
        icon: icon?,
        eula: eula?,
        build: build.value,
        install: install?,
        lib,
        datasource,
    })
}

fn file(path: &Sourced<String>, tree: &Tree, report: &mut Report) -> Option<NamedFile> {
    let diagnostic = if EntryName::new(path.as_str()).is_err() {
        Diagnostic::error(
            "outside-path",
            MANIFEST,
            format!("`{}` does not lie in the project", path.escape_debug()),
        )
        .help("write the path from the project's folder, with `/`")
    } else if let Some(content) = tree.get(path) {
        return Some(NamedFile {
            path: path.value.clone(),
            content: content.clone(),
        });
    } else {
        Diagnostic::error(
            "missing-file",
            MANIFEST,
            format!("there is no file `{}`", path.value),
        )
    };
    report.push(diagnostic.at(path.span.clone()));
    None
}

/// All jars go to one folder of the plug-in.
fn refuse_namesakes(lib: &[Sourced<String>], report: &mut Report) {
    for (index, path) in lib.iter().enumerate() {
        let name = file_name(path);
        if lib[..index].iter().any(|other| file_name(other) == name) {
            report.push(
                Diagnostic::error(
                    "duplicate-file",
                    MANIFEST,
                    format!("a second file `{name}` in `lib`"),
                )
                .at(path.span.clone())
                .help("all of them go to the folder `lib` of the plug-in: rename one"),
            );
        }
    }
}

impl NamedFile {
    /// The last step of its path.
    #[must_use]
    pub fn name(&self) -> &str {
        file_name(&self.path)
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn when(text: &Sourced<String>, report: &mut Report) -> Option<Install> {
    let all = [Install::Never, Install::Always, Install::Version];
    if let Some(install) = all
        .into_iter()
        .find(|install| install.as_str() == text.value)
    {
        return Some(install);
    }
    let help = match closest(text, all.map(Install::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write `never`, `always` or `version`".to_owned(),
    };
    report.push(
        Diagnostic::error(
            "unknown-word",
            MANIFEST,
            format!("`{}` does not say when to install", text.escape_debug()),
        )
        .at(text.span.clone())
        .help(help),
    );
    None
}

fn source(node: &Node, without_java: bool, report: &mut Report) -> Option<Datasource> {
    let mut fields = Fields::open(MANIFEST, "a datasource", node, report)?;
    fields.require(&["name", "adaptor-class"]);
    let name = fields.text("name");
    let class = fields.text("adaptor-class");
    fields.finish(report);
    if without_java {
        report.push(
            Diagnostic::error(
                "datasource-without-lib",
                MANIFEST,
                "a datasource without `lib`",
            )
            .at(node.span.clone())
            .help("name the jar that holds its class: lib = [\"lib/adaptor.jar\"]"),
        );
    }
    let name = name.filter(|text| {
        demand(
            MANIFEST,
            text,
            is_identifier(text),
            "a datasource's name",
            "an identifier",
            report,
        )
    });
    let class = class.filter(|text| {
        demand(
            MANIFEST,
            text,
            is_dotted(text),
            "a Java class",
            "its full name, such as `org.example.Adaptor`",
            report,
        )
    });
    Some(Datasource {
        name: name?.value,
        adaptor_class: class?.value,
    })
}
