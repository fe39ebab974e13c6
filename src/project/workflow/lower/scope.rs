//! The variables that steps can read and set.

use crate::model::TypeName;
use crate::model::workflow::Variable;
use crate::script::is_identifier;

/// The variables of a workflow.
#[derive(Debug, Default)]
pub(in super::super) struct Scope {
    variables: Vec<Known>,
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
        self.variables.push(Known {
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
        self.variables.iter().find(|known| known.name == name)
    }

    pub(super) fn mark_used(&mut self, name: &str) {
        if let Some(known) = self.variables.iter_mut().find(|known| known.name == name) {
            known.used = true;
        }
    }

    pub(super) fn mark_set(&mut self, name: &str) {
        if let Some(known) = self.variables.iter_mut().find(|known| known.name == name) {
            known.set = true;
            known.used |= known.kind != Kind::Output;
        }
    }

    /// A name that no variable has, starting like this.
    pub(super) fn fresh(&self, start: &str) -> String {
        let mut name = start.to_owned();
        let mut count = 1;
        while self.find(&name).is_some() {
            count += 1;
            name = format!("{start}{count}");
        }
        name
    }

    pub(super) fn make(&mut self, name: String, value: Option<String>) {
        self.variables.push(Known {
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
