//! Fields and pages to the presentation, with its qualifiers as the server spells them.

use std::collections::{BTreeMap, BTreeSet};

use super::expression::{self, Argument, Expression, quoted};
use super::lower::Lowering;
use super::syntax::{Block, Bounds, Choice, Choices, Field, Form, Initial, Shown, Word};
use crate::codec::value as text_form;
use crate::model::TypeName;
use crate::model::workflow::{self, Part, Presentation, Qualifier, QualifierKind};
use crate::project::value;

/// The names that expressions of one form may use.
pub(super) struct Names {
    pub(super) fields: BTreeMap<String, Option<TypeName>>,
    /// In `ask`, the workflow's variables as well.
    pub(super) variables: bool,
    /// The variables that were used.
    pub(super) used: BTreeSet<String>,
}

impl Names {
    pub(super) fn of(fields: &[Field], variables: bool) -> Self {
        Self {
            fields: fields
                .iter()
                .map(|field| (field.name.value.clone(), field.type_name.clone()))
                .collect(),
            variables,
            used: BTreeSet::new(),
        }
    }
}

fn known(name: &'static str) -> Option<TypeName> {
    TypeName::new(name).ok()
}

fn qualifier(
    name: &str,
    kind: QualifierKind,
    type_name: &str,
    text: impl Into<String>,
) -> Qualifier {
    Qualifier {
        name: name.to_owned(),
        kind,
        type_name: type_name.to_owned(),
        text: text.into(),
    }
}

fn fixed(name: &str, type_name: &str, text: impl Into<String>) -> Qualifier {
    qualifier(name, QualifierKind::Static, type_name, text)
}

/// A qualifier that says all by being there.
fn marker(name: &str) -> Qualifier {
    qualifier(name, QualifierKind::Unstated, "void", text_form::NULL)
}

impl Lowering<'_> {
    /// The form of some fields; without pages, one with all of them in order.
    pub(super) fn presentation(
        &mut self,
        fields: &[Field],
        form: Option<&Form>,
        names: &mut Names,
    ) -> Presentation {
        let mut left: Vec<&Field> = fields.iter().collect();
        let mut parts = Vec::new();
        for page in form.map(|form| form.pages.as_slice()).unwrap_or_default() {
            parts.push(Part::Step(self.block(page, fields, &mut left, names)));
        }
        if !left.is_empty() && !matches!(parts.last(), Some(Part::Step(_))) {
            parts.push(Part::Step(workflow::Block::default()));
        }
        if let Some(Part::Step(last)) = parts.last_mut() {
            let rest = left
                .into_iter()
                .map(|field| Part::Field(self.field(field, names)));
            last.parts.extend(rest);
        }
        Presentation {
            description: form
                .map(|form| form.description.clone())
                .unwrap_or_default(),
            parts,
        }
    }

    fn block(
        &mut self,
        block: &Block,
        fields: &[Field],
        left: &mut Vec<&Field>,
        names: &mut Names,
    ) -> workflow::Block {
        let mut parts = Vec::new();
        for word in &block.fields {
            if let Some(index) = left.iter().position(|field| field.name.value == word.value) {
                let field = left.remove(index);
                parts.push(Part::Field(self.field(field, names)));
            } else if fields.iter().any(|field| field.name.value == word.value) {
                let message = format!("the field `{}` stands in the form twice", word.value);
                self.error(
                    "duplicate-field",
                    word.span.clone(),
                    message,
                    "keep one of the two",
                );
            } else {
                let known = fields
                    .iter()
                    .map(|field| field.name.value.clone())
                    .collect();
                self.unknown("unknown-field", "field", word, known);
            }
        }
        for group in &block.groups {
            parts.push(Part::Group(self.block(group, fields, left, names)));
        }
        workflow::Block {
            title: block.title.clone(),
            description: block.description.clone(),
            qualifiers: self.visibility(&block.shown, names),
            parts,
        }
    }

    fn visibility(&mut self, shown: &Shown, names: &mut Names) -> Vec<Qualifier> {
        let boolean = known("boolean");
        let mut qualifiers = Vec::new();
        for (name, word) in [("visible", &shown.when), ("notVisible", &shown.unless)] {
            qualifiers.extend(self.computed(
                name,
                word.as_ref(),
                boolean.as_ref(),
                "boolean",
                names,
            ));
        }
        qualifiers
    }

    fn field(&mut self, field: &Field, names: &mut Names) -> workflow::Field {
        workflow::Field {
            name: field.name.value.clone(),
            label: field
                .label
                .clone()
                .unwrap_or_else(|| field.name.value.clone()),
            qualifiers: self.qualifiers(field, names).unwrap_or_default(),
        }
    }

    /// None when the type is not known, which has been reported.
    fn qualifiers(&mut self, field: &Field, names: &mut Names) -> Option<Vec<Qualifier>> {
        let own = field.type_name.clone()?;
        let list = own.item().map_or_else(|| own.array(), |_| own.clone());
        let (boolean, string) = (known("boolean"), known("string"));
        let mut all = Vec::new();
        match &field.required {
            Some(Choice::Always) => all.push(fixed("mandatory", "boolean", "true")),
            Some(Choice::When(word)) => {
                all.extend(self.computed(
                    "mandatory",
                    Some(word),
                    boolean.as_ref(),
                    "boolean",
                    names,
                ));
            }
            None => {}
        }
        if field.context {
            all.push(marker("contextualParameter"));
        }
        match &field.default {
            Some(Initial::Value(node)) => {
                let value = value::read(self.file, node, &own, self.report);
                let text = value.map(|value| text_form::write(&value, &own, self.context.target()));
                all.extend(text.map(|text| fixed("defaultValue", own.as_str(), text)));
            }
            Some(Initial::From(word)) => {
                all.extend(self.computed(
                    "defaultValue",
                    Some(word),
                    Some(&own),
                    own.as_str(),
                    names,
                ));
            }
            None => {}
        }
        all.extend(self.computed(
            "dataBinding",
            field.bound_to.as_ref(),
            Some(&own),
            own.as_str(),
            names,
        ));
        all.extend(self.visibility(&field.shown, names));
        match &field.choices {
            Some(Choices::Values(node)) => {
                let value = value::read(self.file, node, &list, self.report);
                let text =
                    value.map(|value| text_form::write(&value, &list, self.context.target()));
                all.extend(text.map(|text| fixed("genericEnumeration", list.as_str(), text)));
            }
            Some(Choices::From(word)) => {
                all.extend(self.computed(
                    "genericEnumeration",
                    Some(word),
                    Some(&list),
                    list.as_str(),
                    names,
                ));
            }
            None => {}
        }
        all.extend(self.computed(
            "linkedEnumeration",
            field.elements.as_ref(),
            Some(&list),
            list.as_str(),
            names,
        ));
        all.extend(
            field
                .select_as
                .as_ref()
                .map(|text| fixed("show-select-as", "string", text)),
        );
        all.extend(self.computed("sdkRootObject", field.root.as_ref(), None, "Any", names));
        all.extend(self.computed("sdkExpression", field.filter.as_ref(), None, "Any", names));
        self.for_texts(field, &own, &mut all);
        self.for_numbers(field, &own, &mut all);
        all.extend(self.computed(
            "ognlValidator",
            field.check.as_ref(),
            string.as_ref(),
            "String",
            names,
        ));
        if field.distinct {
            all.push(fixed("sameValues", "boolean", "true"));
        }
        if field.autostart {
            all.push(fixed("autostart", "boolean", "true"));
        }
        Some(all)
    }

    fn for_texts(&mut self, field: &Field, own: &TypeName, all: &mut Vec<Qualifier>) {
        let before = all.len();
        for (name, bound) in [
            ("minStringLength", field.length.least),
            ("maxStringLength", field.length.most),
        ] {
            // Lengths are whole, and servers write them without a fraction.
            all.extend(bound.map(|bound| fixed(name, "Number", format!("{bound}"))));
        }
        all.extend(
            field
                .pattern
                .as_ref()
                .map(|text| fixed("regexp", "Regexp", text)),
        );
        if field.host {
            all.push(fixed("inetAddress", "String", "true"));
        }
        if field.multiline {
            all.push(marker("textInput"));
        }
        let texts = [
            "string",
            "SecureString",
            "Path",
            "Text",
            "URL",
            "Array/string",
        ];
        if all.len() > before && !texts.contains(&own.as_str()) {
            self.misplaced(
                field,
                own,
                "`length`, `pattern`, `host` and `multiline` are for texts",
            );
        }
    }

    fn for_numbers(&mut self, field: &Field, own: &TypeName, all: &mut Vec<Qualifier>) {
        all.extend(
            field
                .number_format
                .as_ref()
                .map(|text| fixed("numberFormat", "String", text)),
        );
        for (name, bound) in [
            ("minNumberValue", field.range.least),
            ("maxNumberValue", field.range.most),
        ] {
            all.extend(bound.map(|bound| fixed(name, "Number", text_form::double(bound))));
        }
        let any = field.number_format.is_some() || field.range != Bounds::default();
        if any && !matches!(own.as_str(), "number" | "Array/number") {
            self.misplaced(field, own, "`range` and `number-format` are for numbers");
        }
    }

    fn misplaced(&mut self, field: &Field, own: &TypeName, why: &str) {
        let message = format!("{why}, and `{}` is a `{own}`", field.name.value);
        self.error(
            "wrong-constraint",
            field.name.span.clone(),
            message,
            "remove the key, or change the type",
        );
    }

    /// A qualifier whose text is an expression.
    fn computed(
        &mut self,
        name: &str,
        word: Option<&Word>,
        expected: Option<&TypeName>,
        type_name: &str,
        names: &mut Names,
    ) -> Option<Qualifier> {
        let text = self.ognl(word?, expected, names)?;
        Some(qualifier(name, QualifierKind::Ognl, type_name, text))
    }

    /// The OGNL of an expression. None when it is wrong, which is reported.
    fn ognl(
        &mut self,
        word: &Word,
        expected: Option<&TypeName>,
        names: &mut Names,
    ) -> Option<String> {
        match expression::parse(&word.value) {
            Err(problem) => {
                let help = "write the name of an input, a call such as `images.searchImage(term, 25)`, or OGNL";
                self.error("illegal-expression", word.span.clone(), problem, help);
                None
            }
            Ok(Expression::Name(name)) => {
                let found = self.form_name(&name, word, names)?;
                // A validator may be a boolean as well as a text.
                let validator = expected.is_some_and(|expected| expected.as_str() == "string");
                if let (Some(found), Some(expected), false) = (&found, expected, validator) {
                    self.fits(&name, found, expected, word);
                }
                Some(format!("#{name}"))
            }
            Ok(Expression::Ognl(text)) => {
                for name in expression::ognl_names(&text) {
                    self.form_name(name, word, names);
                }
                Some(text)
            }
            Ok(Expression::Call { action, arguments }) => {
                self.form_call(word, &action, &arguments, expected, names)
            }
        }
    }

    fn form_call(
        &mut self,
        word: &Word,
        action: &str,
        arguments: &[Argument],
        expected: Option<&TypeName>,
        names: &mut Names,
    ) -> Option<String> {
        let called = self.action(&self.within(word, action))?;
        if let Some(routine) = &called.routine {
            if routine.parameters.len() != arguments.len() {
                let message = format!(
                    "`{action}` takes {}, not {}",
                    counted(routine.parameters.len()),
                    arguments.len()
                );
                let wanted: Vec<&str> = routine
                    .parameters
                    .iter()
                    .map(|parameter| parameter.name.as_str())
                    .collect();
                self.error(
                    "wrong-arguments",
                    word.span.clone(),
                    message,
                    format!("its parameters: ({})", wanted.join(", ")),
                );
            }
            let validator = expected.is_some_and(|expected| expected.as_str() == "string");
            if let (Some(expected), false) = (expected, validator) {
                self.fits(&format!("{action}(…)"), &routine.result, expected, word);
            }
        }
        let mut texts = Vec::new();
        for (index, argument) in arguments.iter().enumerate() {
            let parameter = called
                .routine
                .as_ref()
                .and_then(|routine| routine.parameters.get(index));
            texts.push(match argument {
                Argument::Name(name) => {
                    let found = self.form_name(name, word, names).flatten();
                    if let (Some(found), Some(parameter)) = (found, parameter) {
                        self.fits(name, &found, &parameter.type_name, word);
                    }
                    format!("#{name}")
                }
                Argument::Number(number) => text_form::double(*number),
                Argument::Text(text) => quoted(text),
                Argument::Boolean(value) => value.to_string(),
                Argument::Null => "null".to_owned(),
            });
        }
        let arguments = if texts.is_empty() {
            String::new()
        } else {
            format!(" {} ", texts.join(" , "))
        };
        Some(format!(
            "GetAction(\"{}\",\"{}\").call({arguments})",
            called.module, called.name
        ))
    }

    /// A part of an expression at its own place, where the file has it unchanged.
    fn within(&self, word: &Word, part: &str) -> Word {
        let raw = self.source.get(word.span.clone()).unwrap_or_default();
        let span = raw.find(part).map_or_else(
            || word.span.clone(),
            |at| word.span.start + at..word.span.start + at + part.len(),
        );
        Word::new(part.to_owned(), span)
    }

    /// The type of a name in a form; none when there is no such name, which is reported.
    fn form_name(
        &mut self,
        name: &str,
        word: &Word,
        names: &mut Names,
    ) -> Option<Option<TypeName>> {
        if let Some(type_name) = names.fields.get(name) {
            return Some(type_name.clone());
        }
        let mut all: Vec<String> = names.fields.keys().cloned().collect();
        if names.variables {
            if let Some(type_name) = self.scope.type_name(name) {
                names.used.insert(name.to_owned());
                return Some(type_name);
            }
            all.extend(self.scope.names());
        }
        let kind = if names.variables {
            "field or variable"
        } else {
            "input"
        };
        self.unknown("unknown-field", kind, &self.within(word, name), all);
        None
    }
}

fn counted(count: usize) -> String {
    match count {
        0 => "no arguments".to_owned(),
        1 => "1 argument".to_owned(),
        count => format!("{count} arguments"),
    }
}
