//! What a project generates, as files to look at: `build` makes the same in memory.

use super::Project;
use super::assemble::{self, Error};
use super::file_name::Paths;
use crate::archive::Limits;
use crate::artifact::outline::outline;
use crate::codec::text;
use crate::model::{Element, Kind};

/// A generated file.
pub struct Generated {
    /// Relative, with `/`, legal on every system.
    pub path: String,
    /// Its text or bytes.
    pub content: Vec<u8>,
}

/// Every generated text: the XML of elements, the scripts of actions alone, and the descriptor.
///
/// # Errors
/// When an element cannot be written.
pub fn generate(project: &Project) -> Result<Vec<Generated>, Error> {
    let package = assemble::package(project)?;
    let mut paths = Paths::default();
    let mut files = Vec::new();
    for element in package
        .elements
        .iter()
        .filter(|element| element.kind != Kind::Resource)
    {
        files.extend(xml(element, &mut paths));
    }
    for action in &project.actions {
        if let Some(script) = &action.script {
            let path = paths.give(
                &folders("actions", action.category.steps()),
                &action.name,
                &[".js"],
            );
            files.push(Generated {
                path: format!("{path}.js"),
                content: script.as_bytes().to_vec(),
            });
        }
    }
    if let Some(plugin) = assemble::plugin(project)? {
        let descriptor = project
            .templates
            .plugin(&plugin)
            .map_err(|source| Error::Template {
                kind: Kind::Other("descriptor".to_owned()),
                path: "VSO-INF/vso.xml".to_owned(),
                source,
            })?;
        files.push(Generated {
            path: "VSO-INF/vso.xml".to_owned(),
            content: descriptor.into_bytes(),
        });
    }
    Ok(files)
}

/// The XML of one element as UTF-8; none for what is no text or has no outline, which
/// `assemble` does not make.
fn xml(element: &Element, paths: &mut Paths) -> Option<Generated> {
    let outline = outline(element, &Limits::default()).ok()?;
    let text = text::decode(element.member("data")?).ok()?;
    let root = format!("{}s", element.kind);
    let path = paths.give(
        &folders(&root, outline.category.steps()),
        &outline.name,
        &[".xml"],
    );
    Some(Generated {
        path: format!("{path}.xml"),
        content: text.into_bytes(),
    })
}

fn folders(root: &str, steps: &[String]) -> Vec<String> {
    std::iter::once(root.to_owned())
        .chain(steps.iter().cloned())
        .collect()
}
