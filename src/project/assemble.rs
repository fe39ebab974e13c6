//! A project to what is packed: the package's elements, and the plug-in around the package.
//!
//! Elements come by kind (configurations, resources, actions, workflows: what is used before what
//! uses it; then what is carried along) and by path within a kind, so the same sources give the same
//! package everywhere.

use std::collections::HashMap;

use rayon::prelude::*;

use super::identifier;
use super::load::Project;
use super::plugin_settings::NamedFile;
use super::workflows::WorkflowElement;
use crate::artifact::{self, resource};
use crate::codec::{categories, text};
use crate::model::{
    Bytes, Category, Element, ElementId, EntryName, File, Kind, Member, Package, Plugin, UnsafeName,
};
use crate::template;

/// Why a sound project could not be assembled.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A template, most likely one that the project replaces.
    #[error("cannot write the {kind} `{path}`")]
    Template {
        /// What was rendered.
        kind: Kind,
        /// Where it goes.
        path: String,
        /// What is wrong.
        source: template::Error,
    },
    /// A resource that does not fit into its archive.
    #[error("cannot pack the resource `{path}`")]
    Resource {
        /// Where it goes.
        path: String,
        /// What is wrong.
        source: artifact::Error,
    },
    /// A file of the plug-in whose name no archive can hold.
    #[error(transparent)]
    Name(#[from] UnsafeName),
}

/// The package of a project: every element with its members, nothing signed yet.
///
/// # Errors
/// When an element cannot be written.
pub fn package(project: &Project) -> Result<Package, Error> {
    let folders = Folders::of(project);
    let configurations = project.configurations.par_iter().map(|configuration| {
        let text = project.templates.configuration(configuration);
        let text = text.map_err(template_error(
            &Kind::Configuration,
            &configuration.category,
            &configuration.name,
        ))?;
        let (id, category) = (&configuration.id, &configuration.category);
        Ok(folders.seal(
            Kind::Configuration,
            id,
            category,
            text::utf16be(&text).into(),
        ))
    });
    let resources = project.resources.par_iter().map(|resource| {
        let data = resource::pack(resource).map_err(|source| Error::Resource {
            path: format!("{}/{}", resource.category, resource.name),
            source,
        })?;
        Ok(folders.seal(Kind::Resource, &resource.id, &resource.category, data))
    });
    let actions = project.actions.par_iter().map(|action| {
        let text = project.templates.action(action);
        let text = text.map_err(template_error(
            &Kind::Action,
            &action.category,
            &action.name,
        ))?;
        let (id, category) = (&action.id, &action.category);
        Ok(folders.seal(Kind::Action, id, category, text::utf16be(&text).into()))
    });
    let workflows = project
        .workflows
        .par_iter()
        .map(|element| workflow(project, &folders, element));
    let elements: Vec<Result<Element, Error>> = configurations
        .chain(resources)
        .chain(actions)
        .chain(workflows)
        .collect();
    // Of several errors the first, whichever thread met one first.
    let mut elements = elements.into_iter().collect::<Result<Vec<_>, _>>()?;
    elements.extend(project.carried.iter().cloned());
    let manifest = &project.manifest;
    Ok(Package {
        name: manifest.package.clone(),
        id: identifier::package(&manifest.name, &manifest.package),
        description: (!manifest.description.is_empty()).then(|| manifest.description.clone()),
        plugins: Some(manifest.plugins.clone()),
        elements,
        ..Package::default()
    })
}

/// The forms come before the document, as in a server's exports.
fn workflow(
    project: &Project,
    folders: &Folders<'_>,
    element: &WorkflowElement,
) -> Result<Element, Error> {
    let workflow = &element.workflow;
    let data = if let Some(text) = &element.exported {
        text::utf16be(text)
    } else {
        let rendered = project.templates.workflow(workflow);
        text::utf16be(&rendered.map_err(template_error(
            &Kind::Workflow,
            &workflow.category,
            &workflow.name,
        ))?)
    };
    let mut sealed = folders.seal(
        Kind::Workflow,
        &workflow.id,
        &workflow.category,
        data.into(),
    );
    let forms = element.forms.iter();
    let forms = forms.map(|form| member(&form.member(), form.content.clone()));
    sealed.members.splice(0..0, forms);
    Ok(sealed)
}

fn template_error(
    kind: &Kind,
    category: &Category,
    name: &str,
) -> impl FnOnce(template::Error) -> Error {
    move |source| Error::Template {
        kind: kind.clone(),
        path: format!("{category}/{name}"),
        source,
    }
}

/// The member `categories` of each folder, written once and shared by the elements in it.
struct Folders<'a>(HashMap<&'a Category, Bytes>);

impl<'a> Folders<'a> {
    fn of(project: &'a Project) -> Self {
        let all = project
            .configurations
            .iter()
            .map(|configuration| &configuration.category)
            .chain(project.resources.iter().map(|resource| &resource.category))
            .chain(project.actions.iter().map(|action| &action.category))
            .chain(
                project
                    .workflows
                    .iter()
                    .map(|element| &element.workflow.category),
            );
        let mut folders = HashMap::new();
        for category in all {
            folders
                .entry(category)
                .or_insert_with(|| categories::write(category).into());
        }
        Self(folders)
    }

    /// An element of two members, in the server's order.
    fn seal(&self, kind: Kind, id: &ElementId, category: &Category, data: Bytes) -> Element {
        let folder = match self.0.get(category) {
            Some(bytes) => bytes.clone(),
            None => categories::write(category).into(),
        };
        Element {
            id: id.clone(),
            kind,
            members: vec![member("data", data), member("categories", folder)],
        }
    }
}

fn member(name: &str, content: Bytes) -> Member {
    Member {
        name: name.to_owned(),
        content,
    }
}

/// The plug-in of a project, without the package that it installs, which has to be signed first
/// and goes to `resources/` and the path in [`Plugin::packages`]. None without `[plugin]`.
///
/// # Errors
/// When a file's name is none that an archive can hold.
pub fn plugin(project: &Project) -> Result<Option<Plugin>, Error> {
    let manifest = &project.manifest;
    let Some(settings) = &manifest.plugin else {
        return Ok(None);
    };
    let image = format!("images/{}", settings.icon.name());
    let mut files = vec![
        file(format!("resources/{image}"), &settings.icon)?,
        file(settings.eula.name(), &settings.eula)?,
    ];
    for jar in &settings.lib {
        files.push(file(format!("lib/{}", jar.name()), jar)?);
    }
    let package = format!("packages/{}-{}.package", manifest.package, manifest.version);
    Ok(Some(Plugin {
        name: settings.name.clone(),
        display_name: settings.display_name.clone(),
        description: manifest.description.clone(),
        version: manifest.version.to_string(),
        build: settings.build.clone(),
        image: EntryName::new(image)?,
        install: settings.install,
        packages: vec![EntryName::new(package)?],
        datasource: settings.datasource.clone(),
        files,
    }))
}

fn file(path: impl Into<String>, source: &NamedFile) -> Result<File, UnsafeName> {
    Ok(File {
        path: EntryName::new(path)?,
        content: source.content.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::load::tests::{files, with};
    use super::super::tree::tests::folder;
    use super::super::{Tree, load};
    use super::*;
    use crate::archive::Limits;
    use crate::codec;
    use crate::diagnostic::Report;
    use crate::model::PluginUse;

    fn project(tree: &Tree) -> Project {
        let mut report = Report::new();
        let project = load(tree, None, &mut report);
        assert_eq!(report, Report::new());
        project.expect("sound")
    }

    #[test]
    fn elements_by_kind_and_path_with_their_members() {
        let package = package(&project(&with(&[]))).expect("assembles");
        assert_eq!(package.name, "com.example.mail");
        assert_eq!(package.id.len(), 32);
        assert_eq!(package.description.as_deref(), Some("Mail"));
        let plugin = |name: &str, version: &str| PluginUse {
            name: name.to_owned(),
            version: version.to_owned(),
        };
        let plugins = vec![plugin("REST", "1.0.3"), plugin("DynamicTypes", "1.0.0")];
        assert_eq!(package.plugins, Some(plugins));
        let kinds: Vec<_> = package
            .elements
            .iter()
            .map(|element| &element.kind)
            .collect();
        assert_eq!(
            kinds,
            [
                &Kind::Configuration,
                &Kind::Resource,
                &Kind::Action,
                &Kind::Action
            ]
        );
        for element in &package.elements {
            let names: Vec<_> = element
                .members
                .iter()
                .map(|member| member.name.as_str())
                .collect();
            assert_eq!(names, ["data", "categories"]);
        }
    }

    #[test]
    fn what_is_sealed_is_read_back() {
        let project = project(&with(&[]));
        let package = package(&project).expect("assembles");
        let parts = |index: usize| {
            let element = &package.elements[index];
            let category = element.member("categories").expect("there");
            (
                element.member("data").expect("there"),
                categories::read(category).expect("categories"),
            )
        };
        let (data, category) = parts(0);
        let configuration = codec::configuration::read(data, category).expect("configuration");
        assert_eq!(configuration, project.configurations[0]);
        let (data, category) = parts(1);
        let resource =
            artifact::resource::unpack(data, category, &Limits::default()).expect("resource");
        assert_eq!(resource, project.resources[0]);
        for (index, expected) in project.actions.iter().enumerate() {
            let (data, category) = parts(2 + index);
            let action = codec::action::read(data, category).expect("action");
            assert_eq!(action, *expected);
        }
    }

    #[test]
    fn the_same_sources_give_the_same_package_wherever_they_lie() {
        let mut shuffled = files();
        shuffled.reverse();
        let (one, other) = (folder(&files()), folder(&shuffled));
        let of = |folder: &tempfile::TempDir| {
            let project = project(&Tree::read(folder.path()).expect("reads"));
            let package = package(&project).expect("assembles");
            (package, plugin(&project).expect("assembles"))
        };
        assert_eq!(of(&one), of(&other));
        assert_eq!(
            of(&one).0,
            package(&project(&with(&[]))).expect("assembles")
        );
    }

    #[test]
    fn the_plugin_around_the_package() {
        let project = project(&with(&[]));
        let plugin = plugin(&project).expect("assembles").expect("stated");
        let paths: Vec<_> = plugin.files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["resources/images/mail.png", "LICENSE"]);
        assert_eq!(plugin.image.as_str(), "images/mail.png");
        assert_eq!(
            plugin.packages[0].as_str(),
            "packages/com.example.mail-1.2.3.package"
        );
        let descriptor = project.templates.plugin(&plugin).expect("renders");
        assert!(descriptor.contains("name=\"Mail\""), "{descriptor}");
    }

    #[test]
    fn a_template_that_names_an_unknown_value_is_an_error() {
        let tree = with(&[("templates/action.xml.hbs", "<a>{{nmae}}</a>")]);
        let error = package(&project(&tree)).expect_err("unknown value");
        assert_eq!(
            error.to_string(),
            "cannot write the action `com.example.mail.boxes/send`"
        );
        let cause = std::error::Error::source(&error).expect("why").to_string();
        assert_eq!(
            cause,
            "template `action.xml.hbs`, line 1: there is no value `nmae`"
        );
    }
}
