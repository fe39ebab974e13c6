//! The elements of the content as a state begins with them.

use super::content::Content;
use super::state::{Attribute, ConfigurationElement, ResourceElement, State};
use super::written;

/// The state over the content's configuration elements and resources. A value that does not have
/// the form of its type is null, as is one that only a server could decrypt.
#[must_use]
pub fn into(state: State, content: &Content) -> State {
    let configurations = content
        .configurations()
        .map(|element| ConfigurationElement {
            id: element.id.as_str().to_owned(),
            category: element.category.to_string(),
            name: element.name.clone(),
            description: element.description.clone(),
            version: element.version.to_string(),
            attributes: element
                .attributes
                .iter()
                .map(|attribute| {
                    let value = attribute.value.as_deref();
                    let value = value.and_then(|text| written::read(text, &attribute.type_name));
                    Attribute {
                        name: attribute.name.clone(),
                        type_name: attribute.type_name.clone(),
                        value: value.unwrap_or_default(),
                        description: attribute.description.clone(),
                    }
                })
                .collect(),
        });
    let resources = content.resources().map(|element| ResourceElement {
        id: element.id.as_str().to_owned(),
        category: element.category.to_string(),
        name: element.name.clone(),
        description: element.description.clone().unwrap_or_default(),
        version: element
            .version
            .map(|version| version.to_string())
            .unwrap_or_default(),
        mime_type: element.mime_type.clone(),
        content: element.data.to_vec(),
    });
    state
        .with_configurations(configurations.collect())
        .with_resources(resources.collect())
}
