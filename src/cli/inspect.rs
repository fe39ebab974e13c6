use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Context;
use serde_json::{Value, json};

use super::input::InputArgs;
use super::plural::plural;
use super::{Console, Format, Outcome};
use crate::archive::{Archive, Limits};
use crate::artifact::outline::{Outline, outline};
use crate::artifact::{Artifact, bundle, detect, package, plugin};
use crate::codec::properties;
use crate::model::Package;

/// Show what is inside a file: elements as a tree, versions, signer, plug-ins needed
#[derive(clap::Args)]
#[command(after_help = "Nothing is checked here; `coopto verify` does that.\n\n\
    Example:\n  coopto inspect dist/coopto-1.0.0.vmoapp\n  coopto inspect --format json theirs.package")]
pub(super) struct Inspect {
    /// The .package, .dar or .vmoapp
    file: PathBuf,
    /// How the result is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    input: InputArgs,
}

impl Inspect {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<Outcome> {
        let (archive, limits) = self.input.archive(&self.file)?;
        let shown = self.file.display().to_string();
        let contents =
            look_into(&archive, &limits).with_context(|| format!("cannot read `{shown}`"))?;
        match self.format {
            Format::Json => {
                let mut value = contents.json();
                value["file"] = json!(shown);
                console.json(&value)?;
            }
            Format::Text => contents.show(console, &shown, 0)?,
        }
        Ok(Outcome::Done)
    }
}

fn look_into(archive: &Archive, limits: &Limits) -> anyhow::Result<Contents> {
    let kind = detect(archive)?;
    let mut contents = Contents {
        kind,
        facts: Vec::new(),
        elements: Vec::new(),
        inside: Vec::new(),
    };
    let files: Vec<_> = match kind {
        Artifact::Package => {
            let package = package::unpack(archive)?;
            contents.facts = facts(archive, &package)?;
            contents.elements = package
                .elements
                .iter()
                .map(|element| outline(element, limits))
                .collect::<Result<_, _>>()?;
            Vec::new()
        }
        Artifact::Dar => {
            let descriptor = plugin::descriptor(archive)?;
            for (name, key) in [
                ("name", "name"),
                ("display name", "display-name"),
                ("version", "version"),
                ("build", "build-number"),
            ] {
                contents
                    .facts
                    .push((name, descriptor.attribute(key).to_owned()));
            }
            contents
                .facts
                .push(("description", descriptor.description().trim().to_owned()));
            plugin::packages(archive).collect()
        }
        Artifact::Vmoapp => bundle::dars(archive).collect(),
    };
    for (name, bytes) in files {
        let inner = Archive::read(bytes, limits)
            .map_err(anyhow::Error::from)
            .and_then(|inner| look_into(&inner, limits))
            .with_context(|| format!("`{name}` inside"))?;
        contents.inside.push((name.to_string(), inner));
    }
    Ok(contents)
}

fn facts(archive: &Archive, package: &Package) -> anyhow::Result<Vec<(&'static str, String)>> {
    let meta = archive
        .get(package::META)
        .map(|meta| properties::read(meta))
        .transpose()?;
    let signer = meta
        .as_ref()
        .and_then(|meta| properties::get(meta, "pkg-signer"));
    let plugins: Vec<String> = package
        .plugins
        .iter()
        .flatten()
        .map(|plugin| {
            format!("{} {}", plugin.name, plugin.version)
                .trim()
                .to_owned()
        })
        .collect();
    let server = package
        .properties
        .iter()
        .find(|(key, _)| key == "vso-version")
        .map(|(_, version)| version.clone());
    Ok(vec![
        ("name", package.name.clone()),
        (
            "description",
            package.description.clone().unwrap_or_default(),
        ),
        ("signer", signer.unwrap_or_default().to_owned()),
        ("needs", plugins.join(", ")),
        ("server", server.unwrap_or_default()),
    ])
}

/// What `inspect` found in one file.
struct Contents {
    kind: Artifact,
    facts: Vec<(&'static str, String)>,
    elements: Vec<Outline>,
    inside: Vec<(String, Contents)>,
}

impl Contents {
    fn show(&self, console: &mut Console, name: &str, depth: usize) -> anyhow::Result<()> {
        let indent = "  ".repeat(depth);
        console.one_line(format!("{indent}{name}: {}", self.kind.as_str()))?;
        for (fact, value) in self.facts.iter().filter(|(_, value)| !value.is_empty()) {
            let value = value.lines().next().unwrap_or_default();
            console.one_line(format!("{indent}  {fact}: {value}"))?;
        }
        let mut kinds: BTreeMap<_, BTreeMap<String, Vec<&Outline>>> = BTreeMap::new();
        for element in &self.elements {
            kinds
                .entry(&element.kind)
                .or_default()
                .entry(element.category.to_string())
                .or_default()
                .push(element);
        }
        for (kind, categories) in kinds {
            let count: usize = categories.values().map(Vec::len).sum();
            console.one_line(format!("{indent}  {}", plural(count, &kind.to_string())))?;
            for (category, mut elements) in categories {
                console.one_line(format!("{indent}    {category}"))?;
                elements.sort_by(|a, b| a.name.cmp(&b.name));
                for element in elements {
                    let version = element.version.as_deref().unwrap_or("no version");
                    let form = if element.forms.is_empty() {
                        ""
                    } else {
                        ", with a form"
                    };
                    console.one_line(format!(
                        "{indent}      {}{}  {version}{form}",
                        element.name, element.signature
                    ))?;
                }
            }
        }
        for (name, inside) in &self.inside {
            inside.show(console, name, depth + 1)?;
        }
        Ok(())
    }

    fn json(&self) -> Value {
        let facts: serde_json::Map<String, Value> = self
            .facts
            .iter()
            .map(|(fact, value)| ((*fact).to_owned(), json!(value)))
            .collect();
        let elements: Vec<Value> = self
            .elements
            .iter()
            .map(|element| {
                json!({
                    "kind": element.kind.to_string(),
                    "id": element.id,
                    "category": element.category.steps(),
                    "name": element.name,
                    "version": element.version,
                    "description": element.description,
                    "signature": element.signature,
                    "forms": element.forms,
                })
            })
            .collect();
        let inside: Vec<Value> = self
            .inside
            .iter()
            .map(|(name, inside)| {
                let mut value = inside.json();
                value["file"] = json!(name);
                value
            })
            .collect();
        json!({ "kind": self.kind.as_str(), "facts": facts, "elements": elements, "inside": inside })
    }
}
