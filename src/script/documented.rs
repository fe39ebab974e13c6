//! A function's documentation, held against the function.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::function::{ActionFile, Parameter};
use super::jsdoc::{JsDoc, Tag};
use crate::diagnostic::{Diagnostic, Report, Sourced, closest};

const TAGS: [&str; 11] = [
    "param",
    "returns",
    "return",
    "id",
    "version",
    "since",
    "throws",
    "deprecated",
    "allowed",
    "memory-limit",
    "timeout",
];

/// Tags of JSDoc that tell people something and say nothing that a server is told.
const REMARKS: [&str; 9] = [
    "author",
    "copyright",
    "example",
    "function",
    "license",
    "method",
    "name",
    "private",
    "see",
];

/// Tags of other tools for what is not built here, and what becomes of it.
const ELSEWHERE: [(&str, &str); 4] = [
    ("tag", "tags of elements are set on the server"),
    ("runtime", LANGUAGES),
    ("bundle", LANGUAGES),
    ("entryhandler", LANGUAGES),
];

const LANGUAGES: &str = "actions in other languages are not built, only carried along as `extract` lays them in `elements/`";

/// A comment that is held against its function.
pub(super) struct Documented<'a> {
    pub(super) file: &'a str,
    pub(super) doc: JsDoc,
}

/// A `@param` line.
struct Described {
    name: Sourced<String>,
    type_text: Option<Sourced<String>>,
    text: String,
}

impl Documented<'_> {
    /// Adds what the comment says to an action, and reports what does not fit.
    pub(super) fn complete(self, action: &mut ActionFile, report: &mut Report) {
        let names: Vec<String> = action
            .parameters
            .iter()
            .map(|parameter| parameter.name.clone())
            .collect();
        let described = self.described(&names, report);
        self.check_order(&names, &described, report);
        let described: HashMap<&str, &Described> = described
            .iter()
            .map(|line| (line.name.value.as_str(), line))
            .collect();
        for parameter in &mut action.parameters {
            self.describe(parameter, &described, report);
        }
        for tag in &self.doc.tags {
            self.take(tag, action, report);
        }
        action.description = self.doc.description;
    }

    fn fault(&self, code: &'static str, span: Range<usize>, message: String) -> Diagnostic {
        Diagnostic::error(code, self.file, message).at(span)
    }

    /// The `@param` lines, each for a parameter of the function.
    fn described(&self, names: &[String], report: &mut Report) -> Vec<Described> {
        let lines = self.doc.tags.iter().filter(|tag| *tag.name == "param");
        let lines: Vec<_> = lines.map(|tag| (tag, tag.named())).collect();
        let mentioned: HashSet<&str> = lines
            .iter()
            .filter_map(|(_, line)| Some(line.name.as_ref()?.value.as_str()))
            .collect();
        let all: HashSet<&str> = names.iter().map(String::as_str).collect();
        let open = names.iter().map(String::as_str);
        let open: Vec<&str> = open.filter(|name| !mentioned.contains(name)).collect();
        let mut before = HashSet::new();
        let mut described: Vec<Described> = Vec::new();
        for (tag, line) in &lines {
            let Some(name) = &line.name else {
                let message = "`@param` names no parameter".to_owned();
                let fault = self.fault("jsdoc-parameter", tag.name.span.clone(), message);
                report.push(fault.help("write `@param {Type} name - what it is`"));
                continue;
            };
            let Some(meant) = self.meant(name, &all, &open, report) else {
                continue;
            };
            if !before.insert(meant.clone()) {
                let message = format!("`{meant}` is described twice");
                let fault = self.fault("jsdoc-parameter", name.span.clone(), message);
                report.push(fault.help("keep one of the lines"));
                continue;
            }
            described.push(Described {
                name: Sourced::new(meant, name.span.clone()),
                type_text: line.type_text.clone(),
                text: line.text.clone(),
            });
        }
        described
    }

    /// The parameter that a `@param` line is about. A misspelt name is reported, and stands for
    /// the one of the `open` names that it is close to.
    fn meant(
        &self,
        name: &Sourced<String>,
        names: &HashSet<&str>,
        open: &[&str],
        report: &mut Report,
    ) -> Option<String> {
        if names.contains(name.value.as_str()) {
            return Some(name.value.clone());
        }
        // `options.size` tells about a part of `options`.
        if let Some((head, _)) = name.split_once('.')
            && names.contains(head)
        {
            return None;
        }
        let close = closest(name, open.iter().copied());
        let message = format!("the function has no parameter `{}`", name.value);
        let fault = self.fault("jsdoc-parameter", name.span.clone(), message);
        report.push(match close {
            Some(close) => fault.help(format!("did you mean `{close}`?")),
            None => fault.help("remove the line, or add the parameter to the function"),
        });
        close.map(str::to_owned)
    }

    fn check_order(&self, names: &[String], described: &[Described], report: &mut Report) {
        let lines: HashSet<&str> = described
            .iter()
            .map(|line| line.name.value.as_str())
            .collect();
        let expected: Vec<&String> = names
            .iter()
            .filter(|name| lines.contains(name.as_str()))
            .collect();
        let wrong = described
            .iter()
            .zip(&expected)
            .find(|(line, name)| line.name.value != ***name);
        if let Some((line, _)) = wrong {
            let message = format!("`{}` is described out of order", line.name.value);
            let fault = self.fault("jsdoc-parameter", line.name.span.clone(), message);
            report.push(fault.help(format!(
                "describe the parameters in the function's order: {}",
                names.join(", ")
            )));
        }
    }

    fn describe(
        &self,
        parameter: &mut Parameter,
        described: &HashMap<&str, &Described>,
        report: &mut Report,
    ) {
        let name = &parameter.name;
        let Some(line) = described.get(name.as_str()) else {
            let message = format!("parameter `{name}` is not documented");
            let fault = self.fault("jsdoc-parameter", parameter.name_span.clone(), message);
            report.push(fault.help(format!("add `@param {{Type}} {name} - what it is`")));
            return;
        };
        parameter.description.clone_from(&line.text);
        if let Some(type_text) = &line.type_text {
            parameter.type_text = type_text.clone();
        } else {
            let message = format!("parameter `{name}` has no type");
            let fault = self.fault("jsdoc-type", line.name.span.clone(), message);
            report.push(fault.help(format!(
                "write `@param {{Type}} {name}`, such as `{{string}}`"
            )));
        }
    }

    fn take(&self, tag: &Tag, action: &mut ActionFile, report: &mut Report) {
        let place = match tag.name.as_str() {
            "param" => return,
            remark if REMARKS.contains(&remark) => return,
            "throws" => return action.throws.push(tag.text()),
            "returns" | "return" => return self.take_result(tag, action, report),
            "id" => &mut action.id,
            "version" => &mut action.version,
            "since" => &mut action.since,
            "deprecated" => &mut action.deprecated,
            "allowed" => &mut action.allowed,
            "memory-limit" => &mut action.memory_limit,
            "timeout" => &mut action.timeout,
            unknown => {
                let message = format!("unknown tag `@{unknown}`");
                let fault = self.fault("jsdoc-tag", tag.name.span.clone(), message);
                let elsewhere = ELSEWHERE.iter().find(|(name, _)| *name == unknown);
                if let Some((_, help)) = elsewhere {
                    report.push(fault.help(*help));
                    return;
                }
                report.push(match closest(unknown, TAGS) {
                    Some(close) => fault.help(format!("did you mean `@{close}`?")),
                    None => fault.help(format!("the tags are @{}", TAGS.join(", @"))),
                });
                return;
            }
        };
        if place.replace(tag.text()).is_some() {
            self.twice(tag, report);
        }
    }

    fn take_result(&self, tag: &Tag, action: &mut ActionFile, report: &mut Report) {
        let result = tag.typed();
        let Some(type_text) = result.type_text else {
            let message = format!("`@{}` has no type", tag.name.value);
            let fault = self.fault("jsdoc-type", tag.name.span.clone(), message);
            report.push(fault.help("write `@returns {Type} what it is`, such as `{string}`"));
            return;
        };
        if action.returns.replace((type_text, result.text)).is_some() {
            self.twice(tag, report);
        }
    }

    fn twice(&self, tag: &Tag, report: &mut Report) {
        let message = format!("`@{}` stands here twice", tag.name.value);
        let fault = self.fault("jsdoc-tag", tag.name.span.clone(), message);
        report.push(fault.help("keep one of them"));
    }
}
