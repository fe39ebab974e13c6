use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::folder::Kept;
use super::store::new_id;
use super::{Error, State, form};
use crate::model::TypeName;
use crate::runner::value::Value;

/// A configuration element, with the values it has now.
#[derive(Debug, Clone, PartialEq)]
pub struct ConfigurationElement {
    /// Identity on the server.
    pub id: String,
    /// Path of its folder, with `/` between steps.
    pub category: String,
    /// Display name.
    pub name: String,
    /// Free text.
    pub description: String,
    /// Such as `1.0.0`.
    pub version: String,
    /// In order.
    pub attributes: Vec<Attribute>,
}

/// One value of a configuration element.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// Its key.
    pub name: String,
    /// Its type; `SecureString` for secrets.
    #[serde(rename = "type", with = "form::type_name")]
    pub type_name: TypeName,
    /// What it holds.
    #[serde(with = "form::value")]
    pub value: Value,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}

impl ConfigurationElement {
    /// The attribute with this key.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name == name)
    }
}

/// What differs from the content.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Configurations {
    /// Folders made by a script, empty or not.
    #[serde(default)]
    folders: BTreeSet<String>,
    /// By id.
    #[serde(default)]
    elements: BTreeMap<String, Change>,
}

impl Kept for Configurations {
    const FILE: &'static str = "configurations.json";
    const WHAT: &'static str = "values of configuration elements";
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Change {
    category: String,
    name: String,
    /// Whether it is in no package, but was made by a script.
    #[serde(default, skip_serializing_if = "is_false")]
    created: bool,
    /// Whether a script removed it.
    #[serde(default, skip_serializing_if = "is_false")]
    removed: bool,
    #[serde(default)]
    attributes: Vec<Attribute>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    removed_attributes: Vec<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_false(flag: &bool) -> bool {
    !flag
}

impl Change {
    fn of(element: &ConfigurationElement) -> Self {
        Self {
            category: element.category.clone(),
            name: element.name.clone(),
            created: false,
            removed: false,
            attributes: Vec::new(),
            removed_attributes: Vec::new(),
        }
    }

    fn applied(&self, element: &mut ConfigurationElement) {
        element
            .attributes
            .retain(|attribute| !self.removed_attributes.contains(&attribute.name));
        for changed in &self.attributes {
            put(&mut element.attributes, changed.clone());
        }
    }
}

/// Replaces the attribute of this name where it stands, or adds it at the end.
fn put(attributes: &mut Vec<Attribute>, attribute: Attribute) {
    match attributes
        .iter_mut()
        .find(|other| other.name == attribute.name)
    {
        Some(other) => *other = attribute,
        None => attributes.push(attribute),
    }
}

impl State {
    /// All configuration elements: the content's as they are now, then those made by scripts.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn configurations(&self) -> Result<Vec<ConfigurationElement>, Error> {
        Ok(self.applied(&self.read()?))
    }

    /// The configuration element with this id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn configuration(&self, id: &str) -> Result<Option<ConfigurationElement>, Error> {
        let elements = self.configurations()?;
        Ok(elements.into_iter().find(|element| element.id == id))
    }

    /// The paths of all folders of configuration elements, empty or not, sorted.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn configuration_folders(&self) -> Result<BTreeSet<String>, Error> {
        let kept: Configurations = self.read()?;
        let mut folders = kept.folders.clone();
        folders.extend(
            self.applied(&kept)
                .into_iter()
                .map(|element| element.category),
        );
        Ok(folders)
    }

    /// Makes an element, and the folders on the way to it.
    ///
    /// # Errors
    /// [`Error::Exists`] when the folder has an element of this name.
    pub fn create_configuration(
        &self,
        category: &str,
        name: &str,
    ) -> Result<ConfigurationElement, Error> {
        let category = clean(category);
        let element = ConfigurationElement {
            id: new_id(),
            category,
            name: name.to_owned(),
            description: String::new(),
            version: "0.0.0".to_owned(),
            attributes: Vec::new(),
        };
        self.change(|kept: &mut Configurations| {
            let same = |other: &ConfigurationElement| {
                other.category == element.category && other.name == element.name
            };
            if self.applied(kept).iter().any(same) {
                let path = format!("{}/{}", element.category, element.name);
                return Err(Error::Exists(format!("configuration element `{path}`")));
            }
            kept.folders.insert(element.category.clone());
            let change = Change {
                created: true,
                ..Change::of(&element)
            };
            kept.elements.insert(element.id.clone(), change);
            Ok(element.clone())
        })
    }

    /// Removes an element, and leaves its folder; one of the content stays removed until the file is deleted.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none.
    pub fn remove_configuration(&self, id: &str) -> Result<(), Error> {
        self.change_configuration(id, |change, folders| {
            change.removed = true;
            folders.insert(change.category.clone());
        })
    }

    /// Removes a folder with everything in it.
    ///
    /// # Errors
    /// When the file cannot be changed.
    pub fn remove_configuration_folder(&self, path: &str) -> Result<(), Error> {
        let path = clean(path);
        let inside = |other: &str| {
            let below = other.strip_prefix(&path);
            below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.change(|kept: &mut Configurations| {
            kept.folders.retain(|folder| !inside(folder));
            for element in self.applied(kept) {
                if inside(&element.category) {
                    let change = kept.elements.entry(element.id.clone());
                    change.or_insert_with(|| Change::of(&element)).removed = true;
                }
            }
            forget_created(kept);
            Ok(())
        })
    }

    /// Sets one attribute; the others keep what other runs gave them meanwhile.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is no such element.
    pub fn set_attribute(&self, id: &str, attribute: Attribute) -> Result<(), Error> {
        self.change_configuration(id, |change, _| {
            change
                .removed_attributes
                .retain(|name| *name != attribute.name);
            put(&mut change.attributes, attribute);
        })
    }

    /// Removes one attribute, if it is there.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is no such element.
    pub fn remove_attribute(&self, id: &str, name: &str) -> Result<(), Error> {
        self.change_configuration(id, |change, _| {
            change.attributes.retain(|attribute| attribute.name != name);
            if !change.created && !change.removed_attributes.iter().any(|other| other == name) {
                change.removed_attributes.push(name.to_owned());
            }
        })
    }

    fn change_configuration(
        &self,
        id: &str,
        work: impl FnOnce(&mut Change, &mut BTreeSet<String>),
    ) -> Result<(), Error> {
        self.change(|kept: &mut Configurations| {
            let elements = self.applied(kept);
            let element = elements.iter().find(|element| element.id == id);
            let element = element.ok_or_else(|| {
                Error::Missing(format!("configuration element with the id `{id}`"))
            })?;
            let change = kept.elements.entry(id.to_owned());
            work(
                change.or_insert_with(|| Change::of(element)),
                &mut kept.folders,
            );
            forget_created(kept);
            Ok(())
        })
    }

    fn applied(&self, kept: &Configurations) -> Vec<ConfigurationElement> {
        let mut elements = Vec::new();
        for element in self.configurations.iter() {
            let mut element = element.clone();
            match kept.elements.get(&element.id) {
                Some(change) if change.removed => continue,
                Some(change) => change.applied(&mut element),
                None => {}
            }
            elements.push(element);
        }
        for (id, change) in &kept.elements {
            let known = self.configurations.iter().any(|element| element.id == *id);
            if change.created && !known {
                elements.push(ConfigurationElement {
                    id: id.clone(),
                    category: change.category.clone(),
                    name: change.name.clone(),
                    description: String::new(),
                    version: "0.0.0".to_owned(),
                    attributes: change.attributes.clone(),
                });
            }
        }
        elements
    }
}

/// Of what a script made and removed, nothing stays.
fn forget_created(kept: &mut Configurations) {
    kept.elements
        .retain(|_, change| !(change.created && change.removed));
}

/// A path without empty steps.
pub(super) fn clean(path: &str) -> String {
    let steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
    steps.join("/")
}
