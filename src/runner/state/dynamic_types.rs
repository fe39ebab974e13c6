use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::folder::Kept;
use super::{Error, State};

/// The definition of a type of the Dynamic Types plug-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DynamicType {
    /// Such as `Coopto`.
    pub namespace: String,
    /// Such as `DockerNode`.
    pub name: String,
    /// Path of a resource element.
    #[serde(default)]
    pub icon: Option<String>,
    /// Names of the properties, in order.
    #[serde(default)]
    pub properties: Vec<String>,
    /// How its objects are found.
    #[serde(default)]
    pub binding: Binding,
    /// Of `setTypeCustomProperty`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub custom_properties: BTreeMap<String, String>,
}

impl DynamicType {
    /// `Namespace.Type`, the id of the definition.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}.{}", self.namespace, self.name)
    }
}

/// The finders of a type: each a workflow's id or `module/action`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "the names are the server's")]
pub struct Binding {
    pub find_by_id: Option<String>,
    pub find_all: Option<String>,
    pub has_children_in_relation: Option<String>,
    pub find_relation: Option<String>,
}

/// A relation between two types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// What finders get as `relationName`.
    pub name: String,
    /// `Namespace.Type`.
    pub parent: String,
    /// `Namespace.Type`.
    pub child: String,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definitions {
    #[serde(default)]
    namespaces: BTreeSet<String>,
    #[serde(default)]
    types: Vec<DynamicType>,
    #[serde(default)]
    relations: Vec<Relation>,
}

impl Kept for Definitions {
    const FILE: &'static str = "dynamic-types.json";
    const WHAT: &'static str = "definitions of dynamic types";
}

impl Definitions {
    fn type_mut(&mut self, namespace: &str, name: &str) -> Result<&mut DynamicType, Error> {
        let mut types = self.types.iter_mut();
        types
            .find(|found| found.namespace == namespace && found.name == name)
            .ok_or_else(|| Error::Missing(format!("dynamic type `{namespace}.{name}`")))
    }

    fn namespace(&self, name: &str) -> Result<(), Error> {
        if self.namespaces.contains(name) {
            return Ok(());
        }
        Err(Error::Missing(format!("namespace `{name}`")))
    }

    /// Relations name types by id; a rename takes them along.
    fn rename(&mut self, from: &str, to: &str) {
        for relation in &mut self.relations {
            for end in [&mut relation.parent, &mut relation.child] {
                if end == from {
                    to.clone_into(end);
                }
            }
        }
    }
}

impl State {
    /// The names of all namespaces, sorted.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn namespaces(&self) -> Result<BTreeSet<String>, Error> {
        Ok(self.read::<Definitions>()?.namespaces)
    }

    /// Defines a namespace.
    ///
    /// # Errors
    /// [`Error::Exists`] when it is defined.
    pub fn define_namespace(&self, name: &str) -> Result<(), Error> {
        self.change(|kept: &mut Definitions| {
            if !kept.namespaces.insert(name.to_owned()) {
                return Err(Error::Exists(format!("namespace `{name}`")));
            }
            Ok(())
        })
    }

    /// Renames a namespace; its types and relations follow.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none, [`Error::Exists`] when the new name is taken.
    pub fn rename_namespace(&self, name: &str, to: &str) -> Result<(), Error> {
        self.change(|kept: &mut Definitions| {
            kept.namespace(name)?;
            if name == to {
                return Ok(());
            }
            if !kept.namespaces.insert(to.to_owned()) {
                return Err(Error::Exists(format!("namespace `{to}`")));
            }
            kept.namespaces.remove(name);
            let mut renamed = Vec::new();
            for kind in &mut kept.types {
                if kind.namespace == name {
                    let from = kind.id();
                    to.clone_into(&mut kind.namespace);
                    renamed.push((from, kind.id()));
                }
            }
            for (from, to) in renamed {
                kept.rename(&from, &to);
            }
            Ok(())
        })
    }

    /// Removes a namespace with its types and their relations.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none.
    pub fn remove_namespace(&self, name: &str) -> Result<(), Error> {
        self.change(|kept: &mut Definitions| {
            kept.namespace(name)?;
            kept.namespaces.remove(name);
            kept.types.retain(|kind| kind.namespace != name);
            let inside = |id: &str| {
                id.strip_prefix(name)
                    .is_some_and(|rest| rest.starts_with('.'))
            };
            kept.relations
                .retain(|relation| !inside(&relation.parent) && !inside(&relation.child));
            Ok(())
        })
    }

    /// All types, in the order of their definition.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn dynamic_types(&self) -> Result<Vec<DynamicType>, Error> {
        Ok(self.read::<Definitions>()?.types)
    }

    /// One type.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn dynamic_type(&self, namespace: &str, name: &str) -> Result<Option<DynamicType>, Error> {
        let mut types = self.dynamic_types()?.into_iter();
        Ok(types.find(|found| found.namespace == namespace && found.name == name))
    }

    /// Defines a type, without finders.
    ///
    /// # Errors
    /// [`Error::Exists`] when it is defined, [`Error::Missing`] when its namespace is not.
    pub fn define_type(
        &self,
        namespace: &str,
        name: &str,
        icon: Option<&str>,
        properties: &[String],
    ) -> Result<DynamicType, Error> {
        self.change(|kept: &mut Definitions| {
            kept.namespace(namespace)?;
            if kept.type_mut(namespace, name).is_ok() {
                return Err(Error::Exists(format!("dynamic type `{namespace}.{name}`")));
            }
            let defined = DynamicType {
                namespace: namespace.to_owned(),
                name: name.to_owned(),
                icon: icon.map(str::to_owned),
                properties: properties.to_vec(),
                binding: Binding::default(),
                custom_properties: BTreeMap::new(),
            };
            kept.types.push(defined.clone());
            Ok(defined)
        })
    }

    /// Changes a type in place; relations follow when its id changes.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none or the new namespace is not defined, [`Error::Exists`]
    /// when the new id is taken.
    pub fn update_type(
        &self,
        namespace: &str,
        name: &str,
        update: impl FnOnce(&mut DynamicType),
    ) -> Result<DynamicType, Error> {
        self.change(|kept: &mut Definitions| {
            let mut updated = kept.type_mut(namespace, name)?.clone();
            let before = updated.id();
            update(&mut updated);
            let after = updated.id();
            kept.namespace(&updated.namespace)?;
            if before != after {
                if kept.type_mut(&updated.namespace, &updated.name).is_ok() {
                    return Err(Error::Exists(format!("dynamic type `{after}`")));
                }
                kept.rename(&before, &after);
            }
            *kept.type_mut(namespace, name)? = updated.clone();
            Ok(updated)
        })
    }

    /// Removes a type and its relations.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none.
    pub fn remove_type(&self, namespace: &str, name: &str) -> Result<(), Error> {
        self.change(|kept: &mut Definitions| {
            let id = kept.type_mut(namespace, name)?.id();
            kept.types.retain(|kind| kind.id() != id);
            kept.relations
                .retain(|relation| relation.parent != id && relation.child != id);
            Ok(())
        })
    }

    /// All relations, in the order of their definition.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn relations(&self) -> Result<Vec<Relation>, Error> {
        Ok(self.read::<Definitions>()?.relations)
    }

    /// Relates two types; there is one relation for each pair of parent and child.
    ///
    /// # Errors
    /// [`Error::Exists`] for a second one, [`Error::Missing`] when a type is not defined,
    /// [`Error::Refused`] when both are the same.
    pub fn define_relation(&self, parent: &str, child: &str, name: &str) -> Result<(), Error> {
        self.change(|kept: &mut Definitions| {
            for id in [parent, child] {
                if !kept.types.iter().any(|kind| kind.id() == id) {
                    return Err(Error::Missing(format!("dynamic type `{id}`")));
                }
            }
            if parent == child {
                return Err(Error::Refused(format!(
                    "`{parent}` cannot be its own child"
                )));
            }
            let same = |other: &Relation| other.parent == parent && other.child == child;
            if kept.relations.iter().any(same) {
                return Err(Error::Exists(format!(
                    "relation from `{parent}` to `{child}`"
                )));
            }
            kept.relations.push(Relation {
                name: name.to_owned(),
                parent: parent.to_owned(),
                child: child.to_owned(),
            });
            Ok(())
        })
    }

    /// Removes the relation of a pair.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none.
    pub fn remove_relation(&self, parent: &str, child: &str) -> Result<(), Error> {
        self.change(|kept: &mut Definitions| {
            let before = kept.relations.len();
            kept.relations
                .retain(|other| other.parent != parent || other.child != child);
            if kept.relations.len() == before {
                return Err(Error::Missing(format!(
                    "relation from `{parent}` to `{child}`"
                )));
            }
            Ok(())
        })
    }

    /// Removes every definition.
    ///
    /// # Errors
    /// When the file cannot be changed.
    pub fn remove_all_definitions(&self) -> Result<(), Error> {
        self.change(|kept: &mut Definitions| {
            *kept = Definitions::default();
            Ok(())
        })
    }
}
