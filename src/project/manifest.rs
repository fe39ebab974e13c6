//! `coopto.toml`: what the project is called, where its elements go, and what is built of them.

use std::collections::{BTreeMap, HashSet};

use super::document::{Fields, Node, toml};
use super::head;
use super::identifier::{self, demand, is_dotted, is_identifier};
use super::plugin_settings::{self, PluginSettings};
use super::tree::{MANIFEST, Tree};
use super::types::Types;
use crate::diagnostic::{Diagnostic, Report, Sourced};
use crate::model::{Category, PluginUse, Target, TypeName, Version};

/// The manifest of a project.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// File names of the artefacts, and the root of all ids.
    pub name: String,
    /// Of every element that does not state its own.
    pub version: Version,
    /// Free text, often empty.
    pub description: String,
    /// Root of the action modules.
    pub module: String,
    /// Name of the package on the server.
    pub package: String,
    /// Root folder of workflows, configurations and resources.
    pub category: Category,
    /// The types that may be written, with the short names of `[types]`.
    pub types: Types,
    /// What `.dar` and `.vmoapp` need; none when there is no `[plugin]`.
    pub plugin: Option<PluginSettings>,
    /// The servers to build for.
    pub target: Target,
    /// The plug-ins that the content needs on the server.
    pub plugins: Vec<PluginUse>,
}

impl Manifest {
    /// Reads the manifest of a tree and reports all its faults.
    ///
    /// What is wrong in it is left at its default, so that the other files can be looked at all
    /// the same. None when there is no manifest or it is no TOML.
    pub fn read(tree: &Tree, report: &mut Report) -> Option<Self> {
        if tree.get(MANIFEST).is_none() {
            report.push(
                Diagnostic::error("missing-file", MANIFEST, "there is no manifest")
                    .help("a project is a folder with a `coopto.toml`"),
            );
        }
        let text = tree.read_text(MANIFEST, report)?;
        let node = toml::read(MANIFEST, text, report)?;
        decode(&node, tree, report)
    }
}

impl Manifest {
    /// Whether the manifest says that the content needs this plug-in.
    #[must_use]
    pub fn declares(&self, plugin: &str) -> bool {
        self.plugins.iter().any(|used| used.name == plugin)
    }
}

fn decode(node: &Node, tree: &Tree, report: &mut Report) -> Option<Manifest> {
    let mut root = Fields::open(MANIFEST, "the manifest", node, report)?;
    root.require(&["project"]);
    let project = root
        .node("project")
        .and_then(|node| project(node, report))
        .unwrap_or_default();
    let types = root
        .map("types")
        .map(|entries| types(entries, report))
        .unwrap_or_default();
    let plugin = root
        .node("plugin")
        .and_then(|node| plugin_settings::decode(node, &project.name, tree, report));
    let (target, plugins) = root
        .node("orchestrator")
        .and_then(|node| orchestrator(node, report))
        .unwrap_or_default();
    root.finish(report);
    Some(Manifest {
        name: project.name,
        version: project.version,
        description: project.description,
        module: project.module,
        package: project.package,
        category: project.category,
        types,
        plugin,
        target,
        plugins,
    })
}

/// `[project]`.
#[derive(Default)]
struct Project {
    name: String,
    version: Version,
    description: String,
    module: String,
    package: String,
    category: Category,
}

fn project(node: &Node, report: &mut Report) -> Option<Project> {
    let mut fields = Fields::open(MANIFEST, "[project]", node, report)?;
    fields.require(&["name", "version", "module", "package", "category"]);
    let name = fields.text("name");
    let version = fields.text("version");
    let description = fields.text("description");
    let module = fields.text("module");
    let package = fields.text("package");
    let category = fields.text("category");
    fields.finish(report);
    let file_name = "letters, digits, `.`, `_` and `-`, a letter or digit first";
    let name = name.filter(|text| {
        demand(
            MANIFEST,
            text,
            is_file_name(text),
            "a project's name",
            file_name,
            report,
        )
    });
    let version = version.and_then(|text| head::version(MANIFEST, &text, report));
    let module = module.filter(|text| {
        let form = "identifiers joined by dots, such as `com.example.mail`";
        demand(MANIFEST, text, is_dotted(text), "a module", form, report)
    });
    let package = package.filter(|text| {
        demand(
            MANIFEST,
            text,
            is_file_name(text),
            "a package's name",
            file_name,
            report,
        )
    });
    let category = category.filter(|text| {
        let form = "folders joined by `/`, such as `Library/Mail`";
        let legal = text
            .split('/')
            .all(|step| identifier::fault(step).is_none() && !identifier::has_outer_blank(step));
        demand(MANIFEST, text, legal, "a category", form, report)
    });
    Some(Project {
        name: text(name),
        version: version.unwrap_or_default(),
        description: text(description),
        module: text(module),
        package: text(package),
        category: Category::from_path(&text(category)),
    })
}

fn text(written: Option<Sourced<String>>) -> String {
    written.map(|text| text.value).unwrap_or_default()
}

/// A name that can be part of a file name on every system.
fn is_file_name(name: &str) -> bool {
    name.len() <= 128
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
        && !name.ends_with('.')
}

/// `[types]`.
fn types(entries: &[(Sourced<String>, Node)], report: &mut Report) -> Types {
    let servers = Types::default();
    let mut short = BTreeMap::new();
    for (name, node) in entries {
        let form = "an identifier that is not a type of the server already";
        let legal = is_identifier(name) && !TypeName::core().contains(&name.as_str());
        demand(MANIFEST, name, legal, "a short name", form, report);
        let long = node
            .text(MANIFEST, report)
            .and_then(|text| servers.read(MANIFEST, &text, report));
        // A type that is not known is not reported again wherever its short name stands.
        short.insert(name.value.clone(), long.unwrap_or_else(TypeName::any));
    }
    Types::new(short)
}

/// `[orchestrator]`.
fn orchestrator(node: &Node, report: &mut Report) -> Option<(Target, Vec<PluginUse>)> {
    let mut fields = Fields::open(MANIFEST, "[orchestrator]", node, report)?;
    let target = fields.text("target");
    let plugins = fields.texts("plugins").unwrap_or_default();
    fields.finish(report);
    let target = target.and_then(|text| match text.parse() {
        Ok(target) => Some(target),
        Err(help) => {
            let help: String = help;
            let problem = format!("unknown target `{}`: {help}", text.escape_debug());
            report
                .push(Diagnostic::error("unknown-target", MANIFEST, problem).at(text.span.clone()));
            None
        }
    });
    let mut uses: Vec<PluginUse> = Vec::new();
    let mut names = HashSet::new();
    for text in &plugins {
        let Some(plugin) = plugin_use(text, report) else {
            continue;
        };
        if !names.insert(plugin.name.clone()) {
            report.push(
                Diagnostic::error(
                    "duplicate-plugin",
                    MANIFEST,
                    format!("the plug-in `{}` is named twice", plugin.name),
                )
                .at(text.span.clone()),
            );
        }
        uses.push(plugin);
    }
    Some((target.unwrap_or_default(), uses))
}

/// `Name` or `Name#1.2.3`.
fn plugin_use(text: &Sourced<String>, report: &mut Report) -> Option<PluginUse> {
    let (name, version) = match text.split_once('#') {
        Some((name, version)) => (name, Some(version)),
        None => (text.as_str(), None),
    };
    let word = |c: char| c.is_alphanumeric() || "_-.".contains(c);
    let numbers = |version: &str| {
        version
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let legal = !name.is_empty() && name.chars().all(word) && version.is_none_or(numbers);
    demand(
        MANIFEST,
        text,
        legal,
        "a plug-in with its version",
        "a name, and behind `#` the version that is needed: `REST#1.0.3`",
        report,
    )
    .then(|| PluginUse {
        name: name.to_owned(),
        version: version.unwrap_or_default().to_owned(),
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The smallest manifest, for tests of other modules as well.
    pub(in crate::project) const SMALL: &str = "\
        [project]\n\
        name = \"mail\"\n\
        version = \"1.2.3\"\n\
        module = \"com.example.mail\"\n\
        package = \"com.example.mail\"\n\
        category = \"Library/Mail\"\n";

    pub(in crate::project) fn small() -> Manifest {
        Manifest::read(&Tree::from_files([(MANIFEST, SMALL)]), &mut Report::new()).expect("sound")
    }

    fn read(text: &str) -> (Option<Manifest>, Vec<String>) {
        let tree = Tree::from_files([
            (MANIFEST, text),
            ("LICENSE", "free"),
            ("resources/Icons/mail.png", "png"),
            ("lib/adaptor.jar", "jar"),
            ("more/adaptor.jar", "jar"),
        ]);
        let mut report = Report::new();
        let manifest = Manifest::read(&tree, &mut report);
        let messages = report
            .sorted()
            .iter()
            .map(|d| format!("{}: {}", d.code, d.message))
            .collect();
        (manifest, messages)
    }

    #[test]
    fn the_smallest_manifest() {
        let manifest = small();
        assert_eq!(manifest.version.to_string(), "1.2.3");
        assert_eq!(manifest.category.steps(), ["Library", "Mail"]);
        assert_eq!(manifest.target, Target::Eight);
        assert!(manifest.plugins.is_empty());
        assert!(manifest.plugin.is_none());
    }

    #[test]
    fn everything_a_manifest_can_say() {
        let (manifest, messages) = read(&format!(
            "{SMALL}description = \"Mail\"\n[types]\nBox = \"DynamicTypes:Mail.Box\"\n\
             [plugin]\nname = \"Mail\"\ndisplay-name = \"Mail for all\"\n\
             icon = \"resources/Icons/mail.png\"\neula = \"LICENSE\"\nbuild-number = \"7\"\n\
             install = \"always\"\nlib = [\"lib/adaptor.jar\"]\n\
             datasource = {{ name = \"main\", adaptor-class = \"org.example.Adaptor\" }}\n\
             [orchestrator]\ntarget = \"7\"\nplugins = [\"REST#1.0.3\", \"DynamicTypes\"]\n"
        ));
        assert_eq!(messages, Vec::<String>::new());
        let manifest = manifest.expect("sound");
        assert_eq!(manifest.target, Target::Seven);
        assert_eq!(
            manifest.types.resolve("Box[]").expect("short").as_str(),
            "Array/DynamicTypes:Mail.Box"
        );
        let plugins: Vec<_> = manifest
            .plugins
            .iter()
            .map(|plugin| (plugin.name.as_str(), plugin.version.as_str()))
            .collect();
        assert_eq!(plugins, [("REST", "1.0.3"), ("DynamicTypes", "")]);
        let plugin = manifest.plugin.expect("stated");
        assert_eq!(plugin.display_name, "Mail for all");
        assert_eq!(plugin.build, "7");
        assert_eq!(plugin.datasource.expect("stated").name, "main");
    }

    #[test]
    fn the_plugin_is_named_after_its_display_name() {
        let (manifest, messages) = read(&format!(
            "{SMALL}[plugin]\ndisplay-name = \"My Mail\"\nicon = \"resources/Icons/mail.png\"\n\
             eula = \"LICENSE\"\n"
        ));
        assert_eq!(messages, Vec::<String>::new());
        let plugin = manifest
            .and_then(|manifest| manifest.plugin)
            .expect("stated");
        assert_eq!(
            (plugin.name.as_str(), plugin.build.as_str()),
            ("MyMail", "1")
        );
    }

    #[test]
    fn all_faults_at_once() {
        let (manifest, messages) = read(
            "[project]\nname = \"my mail\"\nversion = \"1.2\"\nmodule = \"com..x\"\n\
             category = \"Library//Mail\"\nautor = \"me\"\n\
             [types]\nBox = \"strng\"\nstring = \"number\"\n\
             [plugin]\nname = \"1x\"\nicon = \"../icon.png\"\neula = \"EULA\"\n\
             build-number = \"1a\"\ninstall = \"sometimes\"\n\
             lib = [\"lib/adaptor.jar\", \"more/adaptor.jar\"]\n\
             datasource = { name = \"main\", adaptor-class = \"a b\" }\n\
             [orchestrator]\ntarget = \"6\"\nplugins = [\"REST\", \"REST#1.0.3\", \"A B\"]\n\
             [orchestra]\n",
        );
        assert_eq!(manifest.expect("as far as it is sound").module, "");
        assert_eq!(
            messages,
            [
                "missing-key: [project] without `package`",
                "illegal-name: `my mail` is not a project's name",
                "illegal-version: `1.2` is not a version: three whole numbers such as 1.0.0 are needed",
                "illegal-name: `com..x` is not a module",
                "illegal-name: `Library//Mail` is not a category",
                "unknown-key: unknown key `autor`",
                "unknown-type: unknown type `strng`",
                "illegal-name: `string` is not a short name",
                "illegal-name: `1x` is not a plug-in's name",
                "outside-path: `../icon.png` does not lie in the project",
                "missing-file: there is no file `EULA`",
                "illegal-name: `1a` is not a build number",
                "unknown-word: `sometimes` does not say when to install",
                "duplicate-file: a second file `adaptor.jar` in `lib`",
                "illegal-name: `a b` is not a Java class",
                "unknown-target: unknown target `6`: `7` is for servers up to 8.2, `8` for 8.3 to 9",
                "duplicate-plugin: the plug-in `REST` is named twice",
                "illegal-name: `A B` is not a plug-in with its version",
                "unknown-key: unknown key `orchestra`",
            ]
        );
    }
}
