use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::configurations::clean;
use super::folder::Kept;
use super::form::Content;
use super::store::new_id;
use super::{Error, State};

/// A resource element, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResourceElement {
    /// Identity on the server.
    pub id: String,
    /// Path of its folder, with `/` between steps.
    pub category: String,
    /// File name.
    pub name: String,
    /// Free text.
    pub description: String,
    /// Such as `0.0.0`.
    pub version: String,
    /// Media type.
    pub mime_type: String,
    /// The file.
    pub content: Vec<u8>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Resources {
    /// By id: made by a script, or changed by one.
    #[serde(default)]
    elements: BTreeMap<String, Element>,
    /// Ids of the content's elements that a script removed.
    #[serde(default)]
    removed: BTreeSet<String>,
}

impl Kept for Resources {
    const FILE: &'static str = "resources.json";
    const WHAT: &'static str = "resource elements of earlier runs";
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Element {
    category: String,
    name: String,
    #[serde(default)]
    description: String,
    version: String,
    mime_type: String,
    content: Content,
}

impl Element {
    fn of(element: &ResourceElement) -> Self {
        Self {
            category: element.category.clone(),
            name: element.name.clone(),
            description: element.description.clone(),
            version: element.version.clone(),
            mime_type: element.mime_type.clone(),
            content: Content(element.content.clone()),
        }
    }

    fn element(&self, id: &str) -> ResourceElement {
        ResourceElement {
            id: id.to_owned(),
            category: self.category.clone(),
            name: self.name.clone(),
            description: self.description.clone(),
            version: self.version.clone(),
            mime_type: self.mime_type.clone(),
            content: self.content.0.clone(),
        }
    }
}

impl State {
    /// All resource elements: the content's as they are now, then those made by scripts.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn resources(&self) -> Result<Vec<ResourceElement>, Error> {
        Ok(self.all_resources(&self.read()?))
    }

    /// The resource element with this id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn resource(&self, id: &str) -> Result<Option<ResourceElement>, Error> {
        let elements = self.resources()?;
        Ok(elements.into_iter().find(|element| element.id == id))
    }

    /// Makes an element, and the folders on the way to it.
    ///
    /// # Errors
    /// [`Error::Exists`] when the folder has an element of this name.
    pub fn create_resource(
        &self,
        category: &str,
        name: &str,
        mime_type: &str,
        content: Vec<u8>,
    ) -> Result<ResourceElement, Error> {
        let element = ResourceElement {
            id: new_id(),
            category: clean(category),
            name: name.to_owned(),
            description: String::new(),
            version: "0.0.0".to_owned(),
            mime_type: mime_type.to_owned(),
            content,
        };
        self.change(|kept: &mut Resources| {
            let same = |other: &ResourceElement| {
                other.category == element.category && other.name == element.name
            };
            if self.all_resources(kept).iter().any(same) {
                let path = format!("{}/{}", element.category, element.name);
                return Err(Error::Exists(format!("resource element `{path}`")));
            }
            kept.elements
                .insert(element.id.clone(), Element::of(&element));
            Ok(element.clone())
        })
    }

    /// Gives an element another content.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is no such element.
    pub fn set_resource_content(
        &self,
        id: &str,
        mime_type: &str,
        content: Vec<u8>,
    ) -> Result<(), Error> {
        self.change(|kept: &mut Resources| {
            let element = self.existing(kept, id)?;
            let changed = ResourceElement {
                mime_type: mime_type.to_owned(),
                content,
                ..element
            };
            kept.elements.insert(id.to_owned(), Element::of(&changed));
            Ok(())
        })
    }

    /// Removes an element; one of the content stays removed until the file is deleted.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is no such element.
    pub fn remove_resource(&self, id: &str) -> Result<(), Error> {
        self.change(|kept: &mut Resources| {
            self.existing(kept, id)?;
            kept.elements.remove(id);
            if self.resources.iter().any(|element| element.id == id) {
                kept.removed.insert(id.to_owned());
            }
            Ok(())
        })
    }

    fn existing(&self, kept: &Resources, id: &str) -> Result<ResourceElement, Error> {
        let mut elements = self.all_resources(kept).into_iter();
        let found = elements.find(|element| element.id == id);
        found.ok_or_else(|| Error::Missing(format!("resource element with the id `{id}`")))
    }

    fn all_resources(&self, kept: &Resources) -> Vec<ResourceElement> {
        let own = self.resources.iter();
        let own = own.filter(|element| !kept.removed.contains(&element.id));
        let own = own.map(|element| match kept.elements.get(&element.id) {
            Some(changed) => changed.element(&element.id),
            None => element.clone(),
        });
        let ours = |id: &str| self.resources.iter().any(|element| element.id == id);
        let made = kept.elements.iter().filter(|(id, _)| !ours(id));
        own.chain(made.map(|(id, element)| element.element(id)))
            .collect()
    }
}
