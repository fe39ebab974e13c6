use handlebars::{RenderError, RenderErrorReason, TemplateError, TemplateErrorReason};

/// Why a template cannot be used or rendered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A template's text does not parse.
    #[error("template `{template}`, line {line}: {problem}")]
    Syntax {
        /// Its file name.
        template: String,
        /// Counted from 1.
        line: usize,
        /// What the parser says.
        problem: String,
    },
    /// A replacement for a template that does not exist.
    #[error("there is no template `{template}` to replace: {known}")]
    Unknown {
        /// Its file name.
        template: String,
        /// The templates there are.
        known: String,
    },
    /// A template names a value that it is not given.
    #[error("template `{template}`, line {line}: there is no value `{variable}`")]
    Missing {
        /// Its file name.
        template: String,
        /// Counted from 1.
        line: usize,
        /// The path of the value as the template writes it.
        variable: String,
    },
    /// Anything else that goes wrong while rendering.
    #[error("template `{template}`, line {line}: {problem}")]
    Rendering {
        /// Its file name.
        template: String,
        /// Counted from 1.
        line: usize,
        /// What went wrong.
        problem: String,
    },
    /// The document holds a character that no XML document can hold.
    #[error(
        "template `{template}` gives a document with the character U+{code:04X} in line {line}, \
         which XML forbids",
        code = u32::from(*character)
    )]
    Forbidden {
        /// The template's file name.
        template: String,
        /// Line of the document, counted from 1.
        line: usize,
        /// The character.
        character: char,
    },
}

impl Error {
    /// The line of the template, counted from 1, where the fault is known to be in its text.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Syntax { line, .. }
            | Self::Missing { line, .. }
            | Self::Rendering { line, .. } => Some(*line),
            Self::Unknown { .. } | Self::Forbidden { .. } => None,
        }
    }

    pub(super) fn syntax(template: &str, error: &TemplateError) -> Self {
        Self::Syntax {
            template: template.to_owned(),
            line: error.pos().map_or(1, |(line, _)| line),
            problem: match error.reason() {
                // What the parser expected is a list of its own rules' names.
                TemplateErrorReason::InvalidSyntax(_) => format!(
                    "the text cannot be read from column {} on",
                    error.pos().map_or(1, |(_, column)| column)
                ),
                reason => reason.to_string(),
            },
        }
    }

    pub(super) fn rendering(template: &str, error: &RenderError) -> Self {
        let template = error
            .template_name
            .clone()
            .unwrap_or_else(|| template.to_owned());
        let line = error.line_no.unwrap_or(1);
        match error.reason() {
            RenderErrorReason::MissingVariable(Some(variable)) => Self::Missing {
                template,
                line,
                variable: variable.clone(),
            },
            reason => Self::Rendering {
                template,
                line,
                problem: reason.to_string(),
            },
        }
    }
}
