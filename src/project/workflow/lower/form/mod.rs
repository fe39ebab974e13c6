//! Fields and pages to the presentation, with its qualifiers as the server spells them.

mod ognl;
mod qualifiers;

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use super::super::syntax::{Block, Field, Form, Shown};
use super::lowering::Lowering;
use crate::model::TypeName;
use crate::model::workflow::{self, Part, Presentation, Qualifier};
use qualifiers::known;

/// The names that expressions of one form may use.
pub(super) struct Names {
    /// `Any` where the type is not known, which has been reported.
    pub(super) fields: BTreeMap<String, TypeName>,
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
                .map(|field| {
                    let type_name = field.type_name.clone().unwrap_or_else(TypeName::any);
                    (field.name.value.clone(), type_name)
                })
                .collect(),
            variables,
            used: BTreeSet::new(),
        }
    }
}

/// The fields that no page has yet.
struct Left<'a> {
    fields: &'a [Field],
    /// Where the fields of each name stand, those that were taken gone; the first is taken first.
    places: HashMap<&'a str, VecDeque<usize>>,
}

impl<'a> Left<'a> {
    fn of(fields: &'a [Field]) -> Self {
        let mut places: HashMap<&str, VecDeque<usize>> = HashMap::new();
        for (place, field) in fields.iter().enumerate() {
            let name = field.name.value.as_str();
            places.entry(name).or_default().push_back(place);
        }
        Self { fields, places }
    }

    /// Takes a field; none when it was taken before, or there is none of the name.
    fn take(&mut self, name: &str) -> Option<&'a Field> {
        let place = self.places.get_mut(name)?.pop_front()?;
        self.fields.get(place)
    }

    /// Whether there is a field of the name, taken or not.
    fn is_known(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    /// The others, in their order.
    fn rest(self) -> Vec<&'a Field> {
        let mut places: Vec<usize> = self.places.into_values().flatten().collect();
        places.sort_unstable();
        places
            .into_iter()
            .map(|place| &self.fields[place])
            .collect()
    }
}

impl Lowering<'_> {
    /// The form of some fields; without pages, one with all of them in order.
    pub(super) fn presentation(
        &mut self,
        fields: &[Field],
        form: Option<&Form>,
        names: &mut Names,
    ) -> Presentation {
        let mut left = Left::of(fields);
        let mut parts = Vec::new();
        for page in form.map(|form| form.pages.as_slice()).unwrap_or_default() {
            parts.push(Part::Step(self.block(page, &mut left, names)));
        }
        let rest = left.rest();
        if !rest.is_empty() && !matches!(parts.last(), Some(Part::Step(_))) {
            parts.push(Part::Step(workflow::Block::default()));
        }
        if let Some(Part::Step(last)) = parts.last_mut() {
            let rest = rest
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

    fn block(&mut self, block: &Block, left: &mut Left<'_>, names: &mut Names) -> workflow::Block {
        let mut parts = Vec::new();
        for word in &block.fields {
            if let Some(field) = left.take(&word.value) {
                parts.push(Part::Field(self.field(field, names)));
            } else if left.is_known(&word.value) {
                let message = format!("the field `{}` stands in the form twice", word.value);
                let span = word.span.clone();
                self.error("duplicate-field", span, message, "keep one of the two");
            } else {
                let known = left.fields.iter().map(|field| field.name.value.clone());
                let known = known.collect::<Vec<_>>();
                self.unknown("unknown-field", "field", word, &known);
            }
        }
        for group in &block.groups {
            parts.push(Part::Group(self.block(group, left, names)));
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
}
