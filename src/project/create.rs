//! The beginnings of sources, from templates: `coopto new`. Nothing is written here, and nothing that
//! is there is changed but by adding to its end.

mod name;

use serde_json::{Value, json};

use self::name::{Name, one_line, words};
use super::catalogue::{self, ENDING};
use super::file_name::encode;
use super::{Tree, overrides};
use crate::diagnostic::Report;
use crate::template::{self, Templates};

/// What to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning<'a> {
    /// A row of a catalogue, with its request, such as `GET /containers/{id}/top`.
    Operation(&'a str),
    /// An action.
    Action,
    /// A workflow.
    Workflow,
    /// A configuration element.
    Configuration,
}

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// Relative to the project, with `/`.
    pub path: String,
    /// All of its text.
    pub text: String,
    /// Whether it is there already, and its text goes on.
    pub is_longer: bool,
}

/// Why nothing can be begun.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The name leads nowhere.
    #[error("`{name}` {fault}")]
    Name {
        /// As it was given.
        name: String,
        /// What is wrong with it, to be read behind the name.
        fault: &'static str,
    },
    /// There is a row of that name.
    #[error("`{file}` has an operation `{name}` already")]
    Row {
        /// The catalogue.
        file: String,
        /// The row.
        name: String,
    },
    /// A file that would be continued cannot be read.
    #[error("`{0}` is not UTF-8 text")]
    Unreadable(String),
    /// The project's templates cannot be used; the report says why.
    #[error("the templates of the project have faults")]
    Templates,
    /// A template.
    #[error(transparent)]
    Template(#[from] template::Error),
}

/// The files that a new thing begins with: its source and, except for a configuration element, its
/// test. Names have their folders in front, `images/tagImage`; those that scripts call by may have
/// dots between.
///
/// # Errors
/// When the name is none, is taken in a catalogue, or a template cannot be rendered.
pub fn create(
    tree: &Tree,
    beginning: Beginning<'_>,
    name: &str,
    description: Option<&str>,
    report: &mut Report,
) -> Result<Vec<Begun>, Error> {
    let called = matches!(beginning, Beginning::Operation(_) | Beginning::Action);
    let name = Name::read(name, called).map_err(|fault| Error::Name {
        name: name.escape_debug().to_string(),
        fault,
    })?;
    let templates = overrides::read(tree, report).filter(|_| !report.has_errors());
    let templates = templates.ok_or(Error::Templates)?;
    let make = Make {
        tree,
        templates: &templates,
        values: name.values(description),
        name,
    };
    match beginning {
        Beginning::Operation(request) => make.operation(request),
        Beginning::Action => make.action(),
        Beginning::Workflow => make.workflow(),
        Beginning::Configuration => make.configuration(),
    }
}

/// What files are made with.
struct Make<'a> {
    tree: &'a Tree,
    templates: &'a Templates,
    name: Name<'a>,
    values: Value,
}

impl Make<'_> {
    fn operation(mut self, request: &str) -> Result<Vec<Begun>, Error> {
        let request = one_line(request);
        let (method, path) = request.split_once(' ').unwrap_or((&request, ""));
        let places: Vec<&str> = path
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}'))
            .map(|(place, _)| place)
            .collect();
        let mut example = path.to_owned();
        for place in &places {
            example = example.replace(&format!("{{{place}}}"), "a");
        }
        if let [first, ..] = places.as_slice() {
            let doing = format!("{} \"{{{first}}}\"", words(self.name.last).to_lowercase());
            self.set("doing", json!(doing));
        }
        self.set("answers", json!(matches!(method, "GET" | "POST")));
        let with_others = |place: &&str| {
            let others: Vec<_> = places.iter().filter(|other| *other != place).collect();
            json!({ "name": place, "others": others })
        };
        self.set("places", places.iter().map(with_others).collect());
        self.set("method", json!(method));
        self.set("example", json!(example));
        self.set("request", json!(request));
        self.set("run", json!(self.name.joined(".")));
        let row = self.text("new-operation.yaml.hbs")?;
        let catalogue = self.continued(&row)?;
        Ok(vec![catalogue, self.test("new-operation.test.yaml.hbs")?])
    }

    /// The catalogue with one more row.
    fn continued(&self, row: &str) -> Result<Begun, Error> {
        let Some((last, folders)) = self.name.steps.split_last() else {
            return Err(Error::Name {
                name: self.name.last.to_owned(),
                fault: "is in no catalogue; write such as `engine/container/containerTop`",
            });
        };
        let folder = folders.iter().fold("actions".to_owned(), |path, step| {
            format!("{path}/{}", encode(step))
        });
        let path = format!("{folder}/{}{ENDING}", encode(last));
        let Some(bytes) = self.tree.get(&path) else {
            let comment = format!(
                "# Operations: actions of the module {}.",
                self.name.steps.join(".")
            );
            return Ok(Begun {
                path,
                text: format!("{comment}\n\n{row}"),
                is_longer: false,
            });
        };
        let Ok(text) = std::str::from_utf8(bytes) else {
            return Err(Error::Unreadable(path));
        };
        if catalogue::lines(text)
            .iter()
            .any(|(name, _)| name == self.name.last)
        {
            return Err(Error::Row {
                file: path,
                name: self.name.last.to_owned(),
            });
        }
        Ok(Begun {
            path,
            text: format!("{}\n\n{row}", text.trim_end())
                .trim_start()
                .to_owned(),
            is_longer: true,
        })
    }

    fn action(mut self) -> Result<Vec<Begun>, Error> {
        self.set("run", json!(self.name.joined(".")));
        let action = self.file("actions", ".js", "new-action.js.hbs")?;
        Ok(vec![action, self.test("new-action.test.yaml.hbs")?])
    }

    fn workflow(mut self) -> Result<Vec<Begun>, Error> {
        self.set("run", json!(self.name.joined("/")));
        let workflow = self.file("workflows", ".yaml", "new-workflow.yaml.hbs")?;
        Ok(vec![workflow, self.test("new-workflow.test.yaml.hbs")?])
    }

    fn configuration(self) -> Result<Vec<Begun>, Error> {
        Ok(vec![self.file(
            "configurations",
            ".yaml",
            "new-configuration.yaml.hbs",
        )?])
    }

    fn set(&mut self, key: &str, value: Value) {
        self.values[key] = value;
    }

    fn test(&self, template: &str) -> Result<Begun, Error> {
        self.file("tests", ".test.yaml", template)
    }

    fn file(&self, folder: &str, ending: &str, template: &str) -> Result<Begun, Error> {
        Ok(Begun {
            path: self.name.below(folder) + ending,
            text: self.text(template)?,
            is_longer: false,
        })
    }

    fn text(&self, template: &str) -> Result<String, Error> {
        Ok(self.templates.render(template, &self.values)? + "\n")
    }
}
