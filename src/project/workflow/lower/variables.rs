//! Variables as steps declare, read and set them.

use super::super::syntax::{File, OnError, Word};
use super::lowering::Lowering;
use super::scope::{Kind, is_variable};
use crate::model::TypeName;

impl Lowering<'_> {
    pub(super) fn declare_one(&mut self, name: &Word, type_name: Option<TypeName>, kind: Kind) {
        if !is_variable(&name.value) {
            let message = format!("`{}` is no name of a variable", name.value.escape_debug());
            let help = "use letters, digits and `_`, a letter first, and no word of JavaScript";
            self.error("illegal-name", name.span.clone(), message, help);
        }
        if self.scope.find(&name.value).is_some() {
            let message = format!("there are two variables `{}`", name.value);
            let help = "inputs, outputs and attributes share their names: rename one";
            self.error("duplicate-name", name.span.clone(), message, help);
            return;
        }
        let type_name = type_name.unwrap_or_else(TypeName::any);
        self.scope.add(name.value.clone(), type_name, kind);
    }

    /// Makes the variable that takes the text of an exception, unless it was declared.
    pub(super) fn declare_error(&mut self, on_error: &OnError) {
        let name = on_error.variable();
        let at = on_error
            .into
            .as_ref()
            .map_or(&on_error.span, |word| &word.span)
            .clone();
        match self.scope.type_name(name) {
            None if is_variable(name) => {
                self.scope.make(name.to_owned(), None);
            }
            None => {
                let message = format!("`{}` is no name of a variable", name.escape_debug());
                self.error("illegal-name", at, message, "use letters, digits and `_`");
            }
            Some(type_name) => {
                self.scope.mark_set(name);
                if !TypeName::string().fits(&type_name) {
                    let message =
                        format!("an exception is a text, and `{name}` is a `{type_name}`");
                    let help = "name a variable of type string in `into`";
                    self.error("type-mismatch", at, message, help);
                }
            }
        }
    }

    /// A constant that holds a text.
    pub(super) fn text_constant(&mut self, text: &str) -> String {
        let name = self.scope.fresh("errorText");
        self.scope.make(name.clone(), Some(text.to_owned()));
        name
    }

    /// The type of a variable that is read; `x.field` reads a field of a composite.
    pub(super) fn read(&mut self, word: &Word) -> Option<TypeName> {
        let (base, field) = match word.value.split_once('.') {
            Some((base, field)) => (base, Some(field)),
            None => (word.value.as_str(), None),
        };
        let Some(type_name) = self.scope.type_name(base) else {
            let names = self.scope.names();
            self.unknown("unknown-variable", "variable", word, &names);
            return None;
        };
        self.scope.mark_used(base);
        let Some(field) = field else {
            return Some(type_name);
        };
        let fields = type_name.fields().unwrap_or_default();
        if let Some((_, found)) = fields.iter().find(|(name, _)| name == field) {
            return Some(found.clone());
        }
        let word = Word::new(field.to_owned(), word.span.clone());
        let fields = fields.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        self.unknown(
            "unknown-variable",
            &format!("field of `{base}`"),
            &word,
            &fields,
        );
        None
    }

    /// The type of a variable that is set.
    pub(super) fn write(&mut self, word: &Word) -> Option<TypeName> {
        let Some(known) = self.scope.find(&word.value) else {
            let names = self.scope.names();
            self.unknown("unknown-variable", "variable", word, &names);
            return None;
        };
        if known.kind == Kind::Constant {
            let message = format!("`{}` is read-only", word.value);
            self.error(
                "read-only",
                word.span.clone(),
                message,
                "remove `read-only`, or set another variable",
            );
        }
        self.scope.mark_set(&word.value);
        self.scope.type_name(&word.value)
    }

    pub(super) fn unset_outputs(&mut self, file: &File) {
        for output in &file.outputs {
            let unset = self
                .scope
                .find(&output.name.value)
                .is_some_and(|known| !known.set);
            if unset {
                let message = format!("the output `{}` is never set", output.name.value);
                self.error(
                    "unset-output",
                    output.name.span.clone(),
                    message,
                    "name it as the `result` or in the `out` of a step",
                );
            }
        }
    }

    pub(super) fn unused_attributes(&mut self, file: &File) {
        for attribute in &file.attributes {
            let unused = self
                .scope
                .find(&attribute.name.value)
                .is_some_and(|known| !known.used);
            if unused {
                let message = format!("the attribute `{}` is never used", attribute.name.value);
                self.warning(
                    "unused-attribute",
                    attribute.name.span.clone(),
                    message,
                    "bind it in a step, or remove it",
                );
            }
        }
    }
}
