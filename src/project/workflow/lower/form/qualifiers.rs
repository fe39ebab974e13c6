//! What a field of a form may say, as qualifiers.

use super::super::super::syntax::{Bounds, Choice, Choices, Field, Initial, Word};
use super::super::lowering::Lowering;
use super::Names;
use crate::codec::value as text_form;
use crate::model::TypeName;
use crate::model::workflow::{Qualifier, QualifierKind};
use crate::project::document::Node;
use crate::project::value;

pub(super) fn known(name: &'static str) -> Option<TypeName> {
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
    /// None when the type is not known, which has been reported.
    pub(super) fn qualifiers(
        &mut self,
        field: &Field,
        names: &mut Names,
    ) -> Option<Vec<Qualifier>> {
        let own = field.type_name.clone()?;
        let list = own.item().map_or_else(|| own.array(), |_| own.clone());
        let mut all = Vec::new();
        all.extend(match &field.required {
            Some(Choice::Always) => Some(fixed("mandatory", "boolean", "true")),
            Some(Choice::When(word)) => {
                let boolean = known("boolean");
                self.computed("mandatory", Some(word), boolean.as_ref(), "boolean", names)
            }
            None => None,
        });
        if field.context {
            all.push(marker("contextualParameter"));
        }
        all.extend(match &field.default {
            Some(Initial::Value(node)) => self.written("defaultValue", node, &own),
            Some(Initial::From(word)) => {
                let name = "defaultValue";
                self.computed(name, Some(word), Some(&own), own.as_str(), names)
            }
            None => None,
        });
        all.extend(self.computed(
            "dataBinding",
            field.bound_to.as_ref(),
            Some(&own),
            own.as_str(),
            names,
        ));
        all.extend(self.visibility(&field.shown, names));
        all.extend(match &field.choices {
            Some(Choices::Values(node)) => self.written("genericEnumeration", node, &list),
            Some(Choices::From(word)) => {
                let name = "genericEnumeration";
                self.computed(name, Some(word), Some(&list), list.as_str(), names)
            }
            None => None,
        });
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
        all.extend(self.computed("ognlValidator", field.check.as_ref(), None, "String", names));
        if field.distinct {
            all.push(fixed("sameValues", "boolean", "true"));
        }
        if field.autostart {
            all.push(fixed("autostart", "boolean", "true"));
        }
        Some(all)
    }

    /// A qualifier whose value is written out.
    fn written(&mut self, name: &str, node: &Node, type_name: &TypeName) -> Option<Qualifier> {
        let value = value::read(self.file, node, type_name, self.report)?;
        let text = text_form::write(&value, type_name, self.context.target());
        Some(fixed(name, type_name.as_str(), text))
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
    pub(super) fn computed(
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
}
