//! The variables that steps can read and set.

use std::collections::HashMap;

use crate::model::TypeName;
use crate::model::workflow::Variable;
use crate::script::is_identifier;

/// The variables of a workflow.
#[derive(Debug, Default)]
pub(in super::super) struct Scope {
    /// In the order they were declared.
    variables: Vec<Known>,
    /// Where each stands among them.
    places: HashMap<String, usize>,
    /// The number behind the last fresh name of each start.
    counts: HashMap<String, usize>,
    made: Vec<Variable>,
}

#[derive(Debug)]
pub(super) struct Known {
    pub(super) name: String,
    /// `Any` when it is not known, which has been reported.
    type_name: TypeName,
    pub(super) kind: Kind,
    pub(super) used: bool,
    pub(super) set: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Input,
    Output,
    Attribute,
    Constant,
}

/// Whether scripts can read and set a variable of this name.
pub(super) fn is_variable(name: &str) -> bool {
    is_identifier(name) && name != "undefined"
}

impl Scope {
    /// The type of a variable.
    pub(in super::super) fn type_name(&self, name: &str) -> Option<TypeName> {
        self.find(name).map(|known| known.type_name.clone())
    }

    pub(in super::super) fn names(&self) -> Vec<String> {
        self.variables
            .iter()
            .map(|known| known.name.clone())
            .collect()
    }

    /// Adds one that was declared; its name is not taken yet.
    pub(super) fn add(&mut self, name: String, type_name: TypeName, kind: Kind) {
        self.push(Known {
            name,
            type_name,
            kind,
            used: false,
            set: false,
        });
    }

    /// The attributes that were made on the way.
    pub(super) fn made(&mut self) -> Vec<Variable> {
        std::mem::take(&mut self.made)
    }

    pub(super) fn find(&self, name: &str) -> Option<&Known> {
        self.places.get(name).map(|place| &self.variables[*place])
    }

    fn find_mut(&mut self, name: &str) -> Option<&mut Known> {
        let place = self.places.get(name)?;
        self.variables.get_mut(*place)
    }

    /// The first of a name is the one that is found.
    fn push(&mut self, known: Known) {
        let place = self.variables.len();
        self.places.entry(known.name.clone()).or_insert(place);
        self.variables.push(known);
    }

    pub(super) fn mark_used(&mut self, name: &str) {
        if let Some(known) = self.find_mut(name) {
            known.used = true;
        }
    }

    pub(super) fn mark_set(&mut self, name: &str) {
        if let Some(known) = self.find_mut(name) {
            known.set = true;
            known.used |= known.kind != Kind::Output;
        }
    }

    /// A name that no variable has, starting like this.
    pub(super) fn fresh(&mut self, start: &str) -> String {
        let mut name = start.to_owned();
        let mut count = self.counts.get(start).copied().unwrap_or(1);
        while self.places.contains_key(&name) {
            count += 1;
            name = format!("{start}{count}");
        }
        self.counts.insert(start.to_owned(), count);
        name
    }

    pub(super) fn make(&mut self, name: String, value: Option<String>) {
        self.push(Known {
            name: name.clone(),
            type_name: TypeName::string(),
            kind: Kind::Attribute,
            used: true,
            set: true,
        });
        self.made.push(Variable {
            name,
            type_name: TypeName::string(),
            read_only: value.is_some(),
            value,
            configuration: None,
            description: String::new(),
        });
    }
}
