//! `actions/<path>/<name>.js`: actions.

use std::borrow::Cow;

use super::calls::Call;
use super::document;
use super::head::{self, ALL_ALLOWED};
use super::identifier;
use super::manifest::Manifest;
use super::place::Place;
use super::plugins::{self, Use};
use crate::diagnostic::{Diagnostic, Report, Sourced};
use crate::model::{Action, Category, Kind, Parameter, TypeName};
use crate::script;
use crate::script::action::ActionFile;

/// What every server since 6.0 writes.
const API_VERSION: &str = "6.0.0";

/// An action, and what has to be held against the rest of the project.
#[derive(Debug, Clone)]
pub struct Read {
    /// The action.
    pub action: Action,
    /// Its calls of actions.
    pub calls: Vec<Call>,
    /// The plug-ins it uses.
    pub uses: Vec<Use>,
}

/// Reads one file. None when nothing can be made of it; the report then says why.
pub fn read(
    file: &str,
    place: &Place,
    text: &str,
    manifest: &Manifest,
    report: &mut Report,
) -> Option<Read> {
    let module = place.module(&manifest.module, file, report);
    let written = script::action::read(file, text, report)?;
    let module = module?;
    let mut uses = Vec::new();
    let mut typed = |text: &Sourced<String>, report: &mut Report| {
        // An unknown type has been reported; the rest of the action can be read all the same.
        let text = &Sourced::new(spelt(&text.value).into_owned(), text.span.clone());
        let type_name = manifest.types.read(file, text, report);
        let type_name = type_name.unwrap_or_else(TypeName::any);
        uses.extend(plugins::of(&type_name, file, Some(&text.span)));
        type_name
    };
    let parameters = written
        .parameters
        .iter()
        .map(|parameter| Parameter {
            name: parameter.name.clone(),
            type_name: typed(&parameter.type_text, report),
            description: parameter.description.clone(),
        })
        .collect();
    let result = written
        .returns
        .as_ref()
        .map_or_else(TypeName::void, |(text, _)| typed(text, report));
    let version = written
        .version
        .as_ref()
        .and_then(|text| head::version(file, text, report));
    let allowed = written
        .allowed
        .as_ref()
        .and_then(|text| head::allowed(file, text, report));
    let mut limit = |text: Option<&Sourced<String>>, unit| whole(file, text?, unit, report);
    let (memory_limit, timeout) = (
        limit(written.memory_limit.as_ref(), "bytes"),
        limit(written.timeout.as_ref(), "seconds"),
    );
    let derived = || identifier::derived(&manifest.name, &Kind::Action, &place.path);
    if let Some((c, fault)) = document::forbidden(file, text) {
        report.push(fault.help(format!("write it as `\\u{:04x}` in a string", u32::from(c))));
    }
    uses.extend(objects(file, text, &written, manifest));
    let action = Action {
        id: identifier::stated(file, written.id.as_ref(), derived, report),
        name: place.name.clone(),
        category: Category::module(module),
        version: version.unwrap_or(manifest.version),
        description: description(&written),
        result,
        parameters,
        script: Some(written.body),
        api_version: API_VERSION.to_owned(),
        allowed: Some(allowed.unwrap_or_else(|| ALL_ALLOWED.to_owned())),
        runtime: None,
        entry_point: None,
        environment: None,
        memory_limit,
        timeout,
    };
    let calls = written
        .calls
        .into_iter()
        .map(|call| Call::new(file, call))
        .collect();
    Some(Read {
        action,
        calls,
        uses,
    })
}

/// The server's spelling of types that JSDoc, and actions of old servers, spell otherwise.
fn spelt(name: &str) -> Cow<'_, str> {
    let item = name.strip_suffix("[]").or_else(|| {
        let name = name.strip_suffix('>')?;
        let item = name.strip_prefix("Array<");
        item.or_else(|| name.strip_prefix("Array.<"))
    });
    match item {
        Some(item) => Cow::Owned(format!("Array/{}", spelt_alone(item.trim()))),
        None => Cow::Borrowed(spelt_alone(name)),
    }
}

fn spelt_alone(name: &str) -> &str {
    match name {
        "String" => "string",
        "Number" => "number",
        "Boolean" => "boolean",
        "*" | "any" => "Any",
        other => other,
    }
}

/// A limit: so many bytes or seconds, or an `illegal-limit` finding.
fn whole(file: &str, text: &Sourced<String>, unit: &str, report: &mut Report) -> Option<u64> {
    let found = text.parse().ok().filter(|limit| *limit > 0);
    if found.is_none() {
        let message = format!("`{}` is no number of {unit}", text.escape_debug());
        let fault = Diagnostic::error("illegal-limit", file, message);
        report.push(
            fault
                .at(text.span.clone())
                .help("write a whole number above 0"),
        );
    }
    found
}

/// The description as administrators read it in the editor, which knows no tags.
fn description(written: &ActionFile) -> String {
    let mut lines = Vec::new();
    if !written.description.is_empty() {
        lines.push(written.description.clone());
    }
    let mut add = |word: &str, text: &str| {
        if !text.is_empty() {
            lines.push(format!("{word}: {text}"));
        }
    };
    if let Some((_, text)) = &written.returns {
        add("Returns", text);
    }
    for text in &written.throws {
        add("Throws", text);
    }
    if let Some(text) = &written.since {
        add("Since", text);
    }
    match &written.deprecated {
        Some(text) if text.is_empty() => lines.push("Deprecated".to_owned()),
        Some(text) => add("Deprecated", text),
        None => {}
    }
    lines.join("\n")
}

/// The plug-ins whose script objects the body uses.
fn objects(file: &str, text: &str, written: &ActionFile, manifest: &Manifest) -> Vec<Use> {
    let parameters: Vec<&str> = written
        .parameters
        .iter()
        .map(|parameter| parameter.name.as_str())
        .collect();
    let kind = script::lint::Kind::ActionBody(&parameters);
    plugins::objects(&written.body, kind, manifest)
        .into_iter()
        .map(|(plugin, span)| {
            // The body was moved left, so the word is looked for in the file.
            let at = text.rfind(&written.body[span.clone()]);
            Use::new(plugin, file, at.map(|at| at..at + span.len()))
        })
        .collect()
}
