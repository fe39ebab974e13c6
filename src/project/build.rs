//! A project to its artefacts: the signed package, the plug-in around it, the application around
//! that.

use super::Project;
use super::assemble;
use crate::archive::{Archive, Limits, Shape};
use crate::artifact::{self, Signing, bundle, package, plugin};
use crate::model::{Bundle, Bytes, EntryName, File};
use crate::template;

/// Which artefacts to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The `.package`, for importing by hand.
    pub package: bool,
    /// The `.dar`.
    pub dar: bool,
    /// The `.vmoapp`.
    pub vmoapp: bool,
}

/// A finished artefact.
pub struct Output {
    /// Its file's name.
    pub name: String,
    /// Its bytes.
    pub content: Bytes,
}

/// Why a sound project could not be built.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An element, or the plug-in's files.
    #[error(transparent)]
    Assemble(#[from] assemble::Error),
    /// The descriptor.
    #[error("cannot write the plug-in's descriptor")]
    Template(#[from] template::Error),
    /// Packing or signing.
    #[error(transparent)]
    Artifact(#[from] artifact::Error),
    /// A plug-in was asked for.
    #[error(
        "`coopto.toml` has no section `[plugin]`, which a .dar and a .vmoapp need; build with `--package` alone, or add it"
    )]
    NoPlugin,
}

impl From<crate::archive::Error> for Error {
    fn from(error: crate::archive::Error) -> Self {
        Self::Artifact(error.into())
    }
}

/// Names of the artefacts, from the package to the application.
#[must_use]
pub fn names(project: &Project) -> [String; 3] {
    let manifest = &project.manifest;
    [
        format!("{}-{}.package", manifest.package, manifest.version),
        // Without a version, so that an upgrade replaces the file on the server.
        format!("{}.dar", manifest.name),
        format!("{}-{}.vmoapp", manifest.name, manifest.version),
    ]
}

/// Builds what is wanted; the same project and identity give the same bytes.
///
/// # Errors
/// When an element cannot be written or signed, or a plug-in is wanted and not described.
pub fn build(
    project: &Project,
    signing: &Signing<'_>,
    wanted: Wanted,
) -> Result<Vec<Output>, Error> {
    let [package_name, dar_name, vmoapp_name] = names(project);
    let content = assemble::package(project)?;
    let signed = package::pack(&content, signing)?;
    drop(content);
    let package: Bytes = signed.write(Shape::Server)?.into();
    drop(signed);
    let mut outputs = Vec::new();
    if wanted.package {
        outputs.push(Output {
            name: package_name,
            content: package.clone(),
        });
    }
    if !wanted.dar && !wanted.vmoapp {
        return Ok(outputs);
    }
    let mut plugin = assemble::plugin(project)?.ok_or(Error::NoPlugin)?;
    for path in &plugin.packages {
        plugin.files.push(File {
            path: EntryName::new(format!("{}{path}", plugin::RESOURCES))
                .map_err(artifact::Error::from)?,
            content: package.clone(),
        });
    }
    let descriptor = project.templates.plugin(&plugin)?;
    let dar: Bytes = plugin::pack(&plugin, &descriptor)?
        .write(Shape::Jar)?
        .into();
    drop((plugin, package));
    if wanted.dar {
        outputs.push(Output {
            name: dar_name.clone(),
            content: dar.clone(),
        });
    }
    if wanted.vmoapp {
        let eula = project
            .manifest
            .plugin
            .as_ref()
            .map(|plugin| plugin.eula.content.clone());
        let bundle = Bundle {
            eula: eula.ok_or(Error::NoPlugin)?,
            plugins: vec![File {
                path: EntryName::new(dar_name).map_err(artifact::Error::from)?,
                content: dar,
            }],
        };
        outputs.push(Output {
            name: vmoapp_name,
            content: bundle::pack(&bundle)?.write(Shape::Jar)?.into(),
        });
    }
    Ok(outputs)
}

/// The package inside an earlier artefact of any kind, for its signatures; none when it holds
/// none, for whatever reason: an earlier build is a help, never a need.
#[must_use]
pub fn previous(bytes: &[u8]) -> Option<Archive> {
    let limits = Limits::default();
    let archive = Archive::read(bytes, &limits).ok()?;
    let inner = match artifact::detect(&archive).ok()? {
        artifact::Artifact::Package => return Some(archive),
        artifact::Artifact::Dar => plugin::packages(&archive).next()?.1.clone(),
        artifact::Artifact::Vmoapp => bundle::dars(&archive).next()?.1.clone(),
    };
    drop(archive);
    previous(&inner)
}
