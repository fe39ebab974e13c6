//! The language of workflow files, lowered to the model.
//!
//! In two phases, because workflows call each other: [`Sketch::read`] decodes a file and knows what
//! it takes and returns; with the sketches of all files at hand, [`Sketch::lower`] understands the
//! steps. What each key means stands in `docs/sources.md`.

mod context;
mod expression;
mod layout;
mod lower;
mod parse;
mod syntax;
#[cfg(test)]
mod tests;

pub use context::{Context, Place, Routine, Settings, Signature, Types};

use crate::diagnostic::Report;
use crate::model::{Parameter, Version, Workflow};
use crate::project::document::yaml;
use crate::script::ModuleCall;

/// A workflow that has been understood.
#[derive(Debug)]
pub struct Lowered {
    /// What a package gets.
    pub workflow: Workflow,
    /// The calls of actions in its scripts, placed in its file, to be checked by whoever knows
    /// all actions.
    pub calls: Vec<ModuleCall>,
}

/// A workflow file that has been read, its steps not yet understood.
#[derive(Debug)]
pub struct Sketch {
    place: Place,
    source: String,
    signature: Signature,
    version: Version,
    file: syntax::File,
    /// Nothing was wrong with its form.
    sound: bool,
}

impl Sketch {
    /// Reads a file. What is wrong with its form is reported; none when it is no workflow at all.
    pub fn read(
        place: Place,
        source: &str,
        types: &dyn Types,
        report: &mut Report,
    ) -> Option<Self> {
        let mut own = Report::new();
        let sketch = Self::decode(place, source, types, &mut own);
        let sound = !own.has_errors();
        report.extend(own);
        sketch.map(|sketch| Self { sound, ..sketch })
    }

    fn decode(place: Place, source: &str, types: &dyn Types, report: &mut Report) -> Option<Self> {
        let root = yaml::read(&place.file, source, report)?;
        let mut parser = parse::Parser {
            file: &place.file,
            source,
            types,
            report,
            next: 1,
        };
        let (identity, file) = parser.file(&place, &root)?;
        let input = |field: &syntax::Field| {
            Some(Parameter {
                name: field.name.value.clone(),
                type_name: field.type_name.clone()?,
                description: field.description.clone(),
            })
        };
        let output = |output: &syntax::Output| {
            Some(Parameter {
                name: output.name.value.clone(),
                type_name: output.type_name.clone()?,
                description: output.description.clone(),
            })
        };
        let signature = Signature {
            id: identity.id,
            name: place.name.clone(),
            inputs: file.inputs.iter().filter_map(input).collect(),
            outputs: file.outputs.iter().filter_map(output).collect(),
        };
        Some(Self {
            place,
            source: source.to_owned(),
            signature,
            version: identity.version,
            file,
            sound: true,
        })
    }

    /// Where it comes from.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// What it takes and returns.
    #[must_use]
    pub fn signature(&self) -> &Signature {
        &self.signature
    }

    /// Understands the steps. What is wrong is reported; with an error here or in the file's form,
    /// none.
    pub fn lower(&self, context: &dyn Context, report: &mut Report) -> Option<Lowered> {
        lower::lower(self, context, report)
    }
}
