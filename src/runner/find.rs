//! What a person means by the name of something that runs.

use std::sync::Arc;

use super::content::Content;
use crate::diagnostic::closest;
use crate::model::{Action, Workflow};

/// A workflow or an action.
#[derive(Debug, Clone)]
pub enum Found {
    /// A workflow.
    Workflow(Arc<Workflow>),
    /// An action of a module.
    Action(String, Arc<Action>),
}

impl Found {
    /// Its name alone.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Workflow(workflow) => &workflow.name,
            Self::Action(_, action) => &action.name,
        }
    }
}

/// Nothing, or not one thing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Nothing has the name.
    #[error("there is no workflow or action `{name}`{hint}")]
    Unknown {
        /// What was asked for.
        name: String,
        /// `; did you mean …?`
        hint: String,
    },
    /// Several have it.
    #[error("`{name}` can be {}; say more of it", .candidates.join(", "))]
    Ambiguous {
        /// What was asked for.
        name: String,
        /// All of them, whole.
        candidates: Vec<String>,
    },
}

/// Finds a workflow by its path (`Library/Coopto/Images/Pull Image`), its id, or an action by its
/// name (`de.fum.coopto.images.pullImage`, or with `/` before the action). The beginning may be
/// left out, as long as one thing is meant.
///
/// # Errors
/// When nothing has the name, or several have.
pub fn find(content: &Content, name: &str) -> Result<Found, Error> {
    if let Some(workflow) = content.workflow(name) {
        return Ok(Found::Workflow(Arc::clone(workflow)));
    }
    let all = candidates(content);
    let matching = |matches: &dyn Fn(&Candidate) -> bool| -> Vec<usize> {
        let indexes = 0..all.len();
        indexes.filter(|&index| matches(&all[index])).collect()
    };
    let dotted = name.replace('/', ".");
    let whole = matching(&|candidate| match candidate.found {
        Found::Workflow(_) => candidate.path == name,
        Found::Action(..) => candidate.path == dotted,
    });
    let found = if whole.is_empty() {
        matching(&|candidate| match candidate.found {
            Found::Workflow(_) => candidate.path.ends_with(&format!("/{name}")),
            Found::Action(..) => candidate.path.ends_with(&format!(".{dotted}")),
        })
    } else {
        whole
    };
    match found.as_slice() {
        [only] => Ok(all[*only].found.clone()),
        [] => Err(Error::Unknown {
            name: name.to_owned(),
            hint: hint(name, &all),
        }),
        several => Err(Error::Ambiguous {
            name: name.to_owned(),
            candidates: several
                .iter()
                .map(|&index| match &all[index].found {
                    Found::Workflow(workflow) => {
                        format!("`{}` ({})", all[index].path, workflow.id)
                    }
                    Found::Action(..) => format!("`{}`", all[index].path),
                })
                .collect(),
        }),
    }
}

struct Candidate {
    path: String,
    found: Found,
}

fn candidates(content: &Content) -> Vec<Candidate> {
    let workflows = content.workflows().map(|workflow| Candidate {
        path: format!("{}/{}", workflow.category, workflow.name),
        found: Found::Workflow(Arc::clone(workflow)),
    });
    let actions = content.actions().map(|(module, action)| Candidate {
        path: format!("{module}.{}", action.name),
        found: Found::Action(module.to_owned(), Arc::clone(action)),
    });
    workflows.chain(actions).collect()
}

/// The nearest name: of as many last steps as were written.
fn hint(name: &str, all: &[Candidate]) -> String {
    let tails: Vec<String> = all
        .iter()
        .map(|candidate| {
            let mark = match candidate.found {
                Found::Workflow(_) => '/',
                Found::Action(..) => '.',
            };
            let steps = name.matches(mark).count() + 1;
            let mut tail: Vec<&str> = candidate.path.rsplit(mark).take(steps).collect();
            tail.reverse();
            tail.join(&mark.to_string())
        })
        .collect();
    match closest(name, tails.iter().map(String::as_str)) {
        Some(near) => format!("; did you mean `{near}`?"),
        None => "; `coopto inspect` lists what an artefact has".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec;
    use crate::model::Category;

    fn content() -> Content {
        let mut content = Content::default();
        for (category, name, id) in [
            ("Library/Mail/Boxes", "Send", "1"),
            ("Library/Other/Boxes", "Send", "2"),
            ("Library/Mail", "Setup", "3"),
        ] {
            let text = format!(
                "<workflow id='{id}' root-name='i'><display-name>{name}</display-name></workflow>"
            );
            let category = Category::from_path(category);
            content.add_workflow(codec::workflow::parse(&text, category).expect("sound"));
        }
        let action = b"<dunes-script-module name='send' id='4'/>";
        let category = Category::module("com.example.mail");
        content.add_action(codec::action::read(action, category).expect("sound"));
        content
    }

    fn path(name: &str) -> Result<String, String> {
        match find(&content(), name) {
            Ok(Found::Workflow(workflow)) => Ok(format!("{}/{}", workflow.category, workflow.name)),
            Ok(Found::Action(module, action)) => Ok(format!("{module}/{}", action.name)),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn by_path_by_its_end_and_by_id() {
        for (name, found) in [
            ("Library/Mail/Boxes/Send", "Library/Mail/Boxes/Send"),
            ("Mail/Boxes/Send", "Library/Mail/Boxes/Send"),
            ("Setup", "Library/Mail/Setup"),
            ("2", "Library/Other/Boxes/Send"),
            ("mail.send", "com.example.mail/send"),
            ("com.example.mail/send", "com.example.mail/send"),
        ] {
            assert_eq!(path(name), Ok(found.to_owned()), "{name}");
        }
    }

    #[test]
    fn nothing_and_several() {
        assert_eq!(
            path("Boxes/Send"),
            Err("`Boxes/Send` can be `Library/Mail/Boxes/Send` (1), `Library/Other/Boxes/Send` (2); say more of it".to_owned())
        );
        assert_eq!(
            path("Mail/Setpu"),
            Err(
                "there is no workflow or action `Mail/Setpu`; did you mean `Mail/Setup`?"
                    .to_owned()
            )
        );
    }
}
