use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde_json::{Map, Value as Json};

use crate::diagnostic::Report;
use crate::model::TypeName;
use crate::project::document::yaml;
use crate::runner::inputs::{Given, Outside, json};
use crate::runner::value::Reference;

/// What is given to a workflow or an action.
#[derive(clap::Args)]
#[command(next_help_heading = "Inputs")]
pub(super) struct GivenArgs {
    /// An input. Repeated for the elements of an array; Properties and composite values as JSON,
    /// dates as 2024-01-31T12:00:00Z, files as @path, inventory objects by name or id
    #[arg(long, value_name = "NAME=VALUE")]
    set: Vec<String>,
    /// An input whose value is in an environment variable, as for secrets
    #[arg(long, value_name = "NAME=VARIABLE")]
    set_env: Vec<String>,
    /// Inputs from a file (YAML or JSON); --set wins over it
    #[arg(long, value_name = "FILE")]
    inputs: Option<PathBuf>,
}

impl GivenArgs {
    /// All of it, not converted yet.
    pub(super) fn read(&self) -> anyhow::Result<Given> {
        let mut given = Given::default();
        if let Some(path) = &self.inputs {
            given.set_all(map(path)?);
        }
        for text in &self.set {
            let (name, value) = pair(text, "--set", "VALUE")?;
            given.set(name, value);
        }
        for text in &self.set_env {
            let (name, variable) = pair(text, "--set-env", "VARIABLE")?;
            let value = std::env::var(variable).with_context(|| {
                format!("cannot take `{name}` from the environment: `{variable}`")
            })?;
            given.set_hidden(name, &value);
        }
        Ok(given)
    }
}

fn pair<'a>(text: &'a str, option: &str, what: &str) -> anyhow::Result<(&'a str, &'a str)> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name, value)),
        // The text itself is not repeated: it may be a secret that lost its name.
        _ => bail!("`{option}` takes `NAME={what}`, and there is no `=` behind a name"),
    }
}

/// A file of names and values, YAML or JSON.
pub(super) fn map(path: &Path) -> anyhow::Result<Map<String, Json>> {
    let text = fs_err::read_to_string(path)?;
    // Editors on Windows like to mark a text as UTF-8.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let shown = path.display();
    let json = if path.extension().is_some_and(|ending| ending == "json") {
        serde_json::from_str(text).with_context(|| format!("cannot read `{shown}`"))?
    } else {
        from_yaml(&shown.to_string(), text)?
    };
    match json {
        Json::Object(map) => Ok(map),
        Json::Null => Ok(Map::new()),
        _ => bail!("`{shown}` is no map of names to values"),
    }
}

fn from_yaml(file: &str, text: &str) -> anyhow::Result<Json> {
    let mut report = Report::new();
    let node = yaml::read_data(file, text, &mut report);
    if let Some(fault) = report.sorted().first() {
        let before = fault
            .span
            .as_ref()
            .map_or("", |span| &text[..span.start.min(text.len())]);
        let line = before.matches('\n').count() + 1;
        let help = fault.help.as_deref().map(|help| format!("; {help}"));
        bail!(
            "`{file}`, line {line}: {}{}",
            fault.message,
            help.unwrap_or_default()
        );
    }
    Ok(node.as_ref().map_or(Json::Null, json))
}

/// Files only: answers of a person to a user interaction.
pub(super) struct Files;

impl Outside for Files {
    fn file(&mut self, path: &str) -> Result<Vec<u8>, String> {
        fs_err::read(path).map_err(|error| error.to_string())
    }

    fn object(&mut self, type_name: &TypeName, _: &str) -> Result<Reference, String> {
        Err(format!("an answer cannot be a `{type_name}` here"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_becomes_json() {
        let text = "a: 1.5\nb: [x, true]\nc: { d: ~ }\ne: 16\n";
        let expected = serde_json::json!({"a": 1.5, "b": ["x", true], "c": {"d": null}, "e": 16});
        assert_eq!(from_yaml("f", text).expect("sound"), expected);
        let error = from_yaml("f", "a: 1\nb: [")
            .expect_err("broken")
            .to_string();
        assert!(error.starts_with("`f`, line "), "{error}");
    }

    #[test]
    fn a_file_may_begin_with_a_mark() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in [("a.json", "{\"a\": 1}\r\n"), ("a.yaml", "a: 1\r\n")] {
            let path = folder.path().join(name);
            fs_err::write(&path, format!("\u{feff}{text}")).expect("written");
            let read = map(&path).expect("a map");
            assert_eq!(Json::Object(read), serde_json::json!({"a": 1}));
        }
    }

    #[test]
    fn a_pair_without_a_name_does_not_show_its_value() {
        let error = pair("s3cret", "--set", "VALUE")
            .expect_err("no name")
            .to_string();
        assert!(!error.contains("s3cret"), "{error}");
        assert_eq!(
            pair("a=b=c", "--set", "VALUE").expect("a pair"),
            ("a", "b=c")
        );
    }
}
