//! The objects of an inventory, through the content's own finders.
//!
//! How finders are bound and called is in `docs/engine.md`, section 10.

use std::sync::Arc;

use super::content::Content;
use super::interpreter::{Runs, Scripts};
use super::state::{self, DynamicType, Relation, State};
use super::value::{Reference, Value};
use crate::diagnostic::closest;
use crate::model::TypeName;

const PLUGIN: &str = "DynamicTypes:";

/// The relation between a namespace and what stands at its top.
const NAMESPACE_CHILDREN: &str = "namespace-children";

/// Finds objects; each thread has its own.
pub struct Inventory {
    types: Vec<DynamicType>,
    relations: Vec<Relation>,
    state: State,
    content: Arc<Content>,
    runs: Arc<Runs>,
    scripts: Box<dyn Scripts>,
}

/// Why objects cannot be found.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The type is defined by nothing so far.
    #[error(
        "the inventory does not know the type `{0}` yet: run the workflow that defines it first, with the same state"
    )]
    Undefined(TypeName),
    /// Objects of this type are on a server only.
    #[error("objects of the type `{0}` are on a server only")]
    Elsewhere(TypeName),
    /// The type has no finder for this.
    #[error("the type `{type_name}` has no finder for {purpose}")]
    NoFinder {
        /// The type.
        type_name: String,
        /// What it would do.
        purpose: &'static str,
    },
    /// No object has that name or id.
    #[error("no `{type_name}` has the name or the id `{text}`{hint}")]
    NotFound {
        /// The type.
        type_name: TypeName,
        /// What was looked for.
        text: String,
        /// `; did you mean …?`
        hint: String,
    },
    /// Several objects have that name.
    #[error(
        "several objects of the type `{type_name}` are called `{name}`; give one of the ids {ids}"
    )]
    Ambiguous {
        /// The type.
        type_name: TypeName,
        /// The name.
        name: String,
        /// All of them.
        ids: String,
    },
    /// A finder failed.
    #[error("{0}")]
    Finder(String),
    /// The state cannot be used.
    #[error(transparent)]
    State(#[from] state::Error),
}

impl Inventory {
    /// The inventory of a state, with an engine for its finders.
    ///
    /// # Errors
    /// When the state cannot be read.
    pub fn new(state: State, runs: Arc<Runs>, scripts: Box<dyn Scripts>) -> Result<Self, Error> {
        Ok(Self {
            types: state.dynamic_types()?,
            relations: state.relations()?,
            state,
            content: Arc::clone(runs.content()),
            runs,
            scripts,
        })
    }

    /// The object of a type that a person means by its name or its id. Exactly one has it.
    ///
    /// # Errors
    /// When there is none, or there are several of that name.
    pub fn object(&mut self, type_name: &TypeName, text: &str) -> Result<Reference, Error> {
        let all = match self.all(type_name) {
            // Without a list there is still the id.
            Err(Error::NoFinder { .. }) => Vec::new(),
            all => all?,
        };
        let called: Vec<&Reference> = all.iter().filter(|object| object.name == text).collect();
        match called.as_slice() {
            [only] => return Ok((*only).clone()),
            [] => {}
            several => {
                let ids: Vec<String> = several
                    .iter()
                    .map(|object| format!("`{}`", object.id))
                    .collect();
                return Err(Error::Ambiguous {
                    type_name: type_name.clone(),
                    name: text.to_owned(),
                    ids: ids.join(", "),
                });
            }
        }
        if let Some(object) = all.iter().find(|object| object.id == text) {
            return Ok(object.clone());
        }
        // Lists leave out what does not answer; an id can still lead there.
        if let Some(object) = self.by_id(type_name, text)? {
            return Ok(object);
        }
        Err(Error::NotFound {
            type_name: type_name.clone(),
            text: text.to_owned(),
            hint: hint(text, &all),
        })
    }

    /// Every object of a type.
    ///
    /// # Errors
    /// When the type is not defined, has no such finder, or the finder fails.
    pub fn all(&mut self, type_name: &TypeName) -> Result<Vec<Reference>, Error> {
        if !type_name.as_str().starts_with(PLUGIN) {
            return self.own(type_name);
        }
        let found = self.defined(type_name)?;
        let binding = bound(
            found.binding.find_all.as_ref(),
            type_name.as_str(),
            "all objects",
        )?;
        let id = qualified(type_name);
        let value = self.call(&binding, vec![("type", text_of(id))])?;
        Ok(references(value))
    }

    fn by_id(&mut self, type_name: &TypeName, id: &str) -> Result<Option<Reference>, Error> {
        if !type_name.as_str().starts_with(PLUGIN) {
            return Ok(None);
        }
        let found = self.defined(type_name)?;
        let Some(binding) = found.binding.find_by_id.clone() else {
            return Ok(None);
        };
        let arguments = vec![("type", text_of(qualified(type_name))), ("id", text_of(id))];
        let value = self.call(&binding, arguments)?;
        Ok(references(value).into_iter().next())
    }

    /// Objects of the server itself, which have no finders.
    fn own(&self, type_name: &TypeName) -> Result<Vec<Reference>, Error> {
        let reference = |id: &str, name: &str| Reference {
            type_name: type_name.clone(),
            id: id.to_owned(),
            name: name.to_owned(),
        };
        Ok(match type_name.as_str() {
            "ConfigurationElement" => {
                let all = self.state.configurations()?;
                all.iter()
                    .map(|element| reference(&element.id, &element.name))
                    .collect()
            }
            "ResourceElement" => {
                let all = self.state.resources()?;
                all.iter()
                    .map(|element| reference(&element.id, &element.name))
                    .collect()
            }
            "Workflow" => {
                let all = self.content.workflows();
                all.map(|workflow| reference(workflow.id.as_str(), &workflow.name))
                    .collect()
            }
            "REST:RESTHost" => {
                let all = self.state.rest_hosts()?;
                all.iter()
                    .map(|host| reference(&host.id, &host.name))
                    .collect()
            }
            "REST:RESTOperation" => {
                let all = self.state.rest_hosts()?;
                all.iter()
                    .flat_map(|host| &host.operations)
                    .map(|operation| reference(&operation.id, &operation.name))
                    .collect()
            }
            "Configurator:Keystore" => {
                let all = self.state.key_stores()?;
                all.iter()
                    .map(|store| reference(&store.id, &store.name))
                    .collect()
            }
            "Configurator:Key" => {
                let all = self.state.key_stores()?;
                all.iter()
                    .flat_map(|store| &store.keys)
                    .map(|key| reference(&key.id, &key.alias))
                    .collect()
            }
            _ => return Err(Error::Elsewhere(type_name.clone())),
        })
    }

    fn defined(&self, type_name: &TypeName) -> Result<&DynamicType, Error> {
        let id = qualified(type_name);
        let mut types = self.types.iter();
        types
            .find(|known| known.id() == id)
            .ok_or_else(|| Error::Undefined(type_name.clone()))
    }

    /// What stands at the top of a namespace. Finders of every type without a parent are asked,
    /// each once.
    ///
    /// # Errors
    /// When a finder fails.
    pub fn top(&mut self, namespace: &str) -> Result<Vec<Reference>, Error> {
        let mut bindings: Vec<String> = Vec::new();
        for known in &self.types {
            let id = known.id();
            let is_child = self.relations.iter().any(|relation| relation.child == id);
            if known.namespace != namespace || is_child {
                continue;
            }
            let binding = known.binding.find_relation.as_ref();
            bindings.extend(
                binding
                    .filter(|binding| !bindings.contains(binding))
                    .cloned(),
            );
        }
        let mut objects: Vec<Reference> = Vec::new();
        for binding in bindings {
            for object in self.related(&binding, namespace, namespace, NAMESPACE_CHILDREN)? {
                if !objects.contains(&object) {
                    objects.push(object);
                }
            }
        }
        Ok(objects)
    }

    /// What hangs below an object, by the relations of its type in the order of their definition.
    ///
    /// # Errors
    /// When a finder fails.
    pub fn children(&mut self, parent: &Reference) -> Result<Vec<Reference>, Error> {
        let id = qualified(&parent.type_name).to_owned();
        let known = self.defined(&parent.type_name)?;
        let Some(binding) = known.binding.find_relation.clone() else {
            return Ok(Vec::new());
        };
        let relations = self.relations.iter();
        let names: Vec<String> = relations
            .filter(|relation| relation.parent == id)
            .map(|relation| relation.name.clone())
            .collect();
        let mut children = Vec::new();
        for name in names {
            children.extend(self.related(&binding, &id, &parent.id, &name)?);
        }
        Ok(children)
    }

    fn related(
        &mut self,
        binding: &str,
        parent_type: &str,
        parent_id: &str,
        relation: &str,
    ) -> Result<Vec<Reference>, Error> {
        let arguments = vec![
            ("parentType", text_of(parent_type)),
            ("parentId", text_of(parent_id)),
            ("relationName", text_of(relation)),
        ];
        Ok(references(self.call(binding, arguments)?))
    }

    /// Calls a finder: an action as `module/action`, or a workflow by its id, which has one output.
    fn call(&mut self, binding: &str, arguments: Vec<(&str, Value)>) -> Result<Value, Error> {
        if let Some((module, name)) = binding.rsplit_once('/') {
            let arguments = arguments.into_iter().map(|(_, value)| value).collect();
            return self
                .scripts
                .action(module, name, arguments)
                .map_err(|thrown| Error::Finder(thrown.into_text()));
        }
        let workflow = self.content.workflow(binding).cloned().ok_or_else(|| {
            Error::Finder(format!(
                "there is no finder `{binding}` among what was loaded"
            ))
        })?;
        let arguments = arguments.into_iter();
        let inputs = arguments
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        let finished = self.runs.run(&workflow, inputs);
        match finished.failure {
            Some(failure) => Err(Error::Finder(failure.text)),
            None => Ok(finished.first()),
        }
    }
}

fn bound(
    binding: Option<&String>,
    type_name: &str,
    purpose: &'static str,
) -> Result<String, Error> {
    binding.cloned().ok_or_else(|| Error::NoFinder {
        type_name: type_name.to_owned(),
        purpose,
    })
}

/// `Coopto.DockerNode`, as finders get it.
fn qualified(type_name: &TypeName) -> &str {
    let name = type_name.as_str();
    name.strip_prefix(PLUGIN).unwrap_or(name)
}

fn text_of(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn references(value: Value) -> Vec<Reference> {
    match value {
        Value::Reference(reference) => vec![reference],
        Value::Array(values) => values.into_iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

fn hint(text: &str, all: &[Reference]) -> String {
    let names = || all.iter().map(|object| object.name.as_str());
    match closest(text, names()) {
        Some(near) => format!("; did you mean `{near}`?"),
        None if all.is_empty() => "; none at all was found".to_owned(),
        None => {
            let mut names: Vec<&str> = names().take(10).collect();
            names.dedup();
            format!("; there are `{}`", names.join("`, `"))
        }
    }
}
