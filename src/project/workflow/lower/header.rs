//! What stands above the steps: variables, attributes, the icon, the types it starts on.

use std::fmt::Write as _;

use super::super::syntax::{File, Word};
use super::lowering::Lowering;
use super::scope;
use crate::codec::value as text_form;
use crate::model::TypeName;
use crate::model::workflow::Variable;
use crate::project::value;

impl Lowering<'_> {
    pub(super) fn declare(&mut self, file: &File) {
        for field in &file.inputs {
            self.declare_one(&field.name, field.type_name.clone(), scope::Kind::Input);
        }
        for output in &file.outputs {
            self.declare_one(&output.name, output.type_name.clone(), scope::Kind::Output);
        }
        for attribute in &file.attributes {
            let kind = if attribute.read_only {
                scope::Kind::Constant
            } else {
                scope::Kind::Attribute
            };
            self.declare_one(&attribute.name, attribute.type_name.clone(), kind);
        }
    }

    /// Attributes as declared, then those that error paths and thrown texts made.
    pub(super) fn attributes(&mut self, file: &File) -> Vec<Variable> {
        let mut attributes = Vec::new();
        for attribute in &file.attributes {
            let Some(type_name) = attribute.type_name.clone() else {
                continue;
            };
            let value = attribute.value.as_ref().and_then(|node| {
                let value = value::read(self.file, node, &type_name, self.report)?;
                Some(text_form::write(&value, &type_name, self.context.target()))
            });
            attributes.push(Variable {
                name: attribute.name.value.clone(),
                configuration: attribute
                    .from
                    .as_ref()
                    .and_then(|from| self.setting(from, &type_name)),
                type_name,
                read_only: attribute.read_only,
                value,
                description: attribute.description.clone(),
            });
        }
        attributes.extend(self.scope.made());
        attributes
    }

    /// `path/Settings.key`: id and key of a configuration element.
    fn setting(&mut self, from: &Word, type_name: &TypeName) -> Option<(String, String)> {
        let Some((path, key)) = from.value.rsplit_once('.') else {
            let help = "write `Settings.key` or `path/Settings.key`";
            self.error(
                "illegal-setting",
                from.span.clone(),
                "this names no key of a configuration element",
                help,
            );
            return None;
        };
        if !self.settings.contains_key(path)
            && let Some(settings) = self.context.configuration(path)
        {
            self.settings.insert(path.to_owned(), settings);
        }
        let Some(settings) = self.settings.get(path) else {
            let word = Word::new(path.to_owned(), from.span.clone());
            self.unknown(
                "unknown-configuration",
                "configuration element",
                &word,
                &self.context.configurations(),
            );
            return None;
        };
        let Some(found) = settings.keys.get(key) else {
            let keys = settings.keys.keys().cloned().collect::<Vec<_>>();
            let word = Word::new(key.to_owned(), from.span.clone());
            self.unknown("unknown-setting", &format!("key of `{path}`"), &word, &keys);
            return None;
        };
        let (id, found) = (settings.id.to_string(), found.clone());
        self.fits(&from.value, &found, type_name, from);
        Some((id, key.to_owned()))
    }

    pub(super) fn icon(&mut self, file: &File) -> Option<String> {
        let word = file.icon.as_ref()?;
        if let Some(id) = self.context.resource(&word.value) {
            return Some(id.to_string());
        }
        self.unknown(
            "unknown-icon",
            "file below `resources/`",
            word,
            &self.context.resources(),
        );
        None
    }

    /// `(VC:VirtualMachine)`; the second one is marked with `>`, and so on.
    pub(super) fn start_types(&mut self, file: &File) -> Option<String> {
        let mut text = String::new();
        for (index, word) in file.start_from.iter().enumerate() {
            let type_name = self.context.type_name(self.file, word, self.report)?;
            let _ = write!(text, "{}({type_name})", ">".repeat(index));
        }
        (!text.is_empty()).then_some(text)
    }
}
