//! A project to its artefacts: the signed package, the plug-in around it, the application around
//! that.

use super::Project;
use super::assemble;
use crate::archive::{Archive, Limits, Shape};
use crate::artifact::{self, Signing, bundle, package, plugin};
use crate::model::{Bundle, Bytes, EntryName, File, Plugin};
use crate::signing::Identity;
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

/// What to build, and with what.
pub struct Order<'a> {
    /// Which artefacts.
    pub wanted: Wanted,
    /// Who signs.
    pub identity: &'a Identity,
    /// What was built before, for its signatures.
    pub previous: Option<Archive>,
    /// Called once for each signature, from many threads.
    pub progress: &'a (dyn Fn() + Sync),
}

/// Takes the finished artefacts, one after the other, by the name of their file.
pub type Sink<'a> = dyn FnMut(&str, &[u8]) -> Result<(), SinkError> + 'a;

/// Why an artefact could not be taken.
pub type SinkError = Box<dyn std::error::Error + Send + Sync>;

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
    /// Whoever takes the artefacts could not.
    #[error(transparent)]
    Sink(SinkError),
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
/// The project is used up: each stage is dropped when the next one is made, so that thousands of
/// elements are in memory once.
///
/// # Errors
/// When an element cannot be written or signed, a plug-in is wanted and not described, or the
/// sink fails.
pub fn build(project: Project, order: Order<'_>, sink: &mut Sink<'_>) -> Result<(), Error> {
    let [package_name, dar_name, vmoapp_name] = names(&project);
    let wanted = order.wanted;
    let around = around(&project, wanted)?;
    let package = signed(project, order)?.write(Shape::Server)?;
    if wanted.package {
        give(sink, &package_name, &package)?;
    }
    let Some(mut around) = around else {
        return Ok(());
    };
    around.install(&package.into())?;
    let dar = plugin::pack(&around.plugin, &around.descriptor)?.write(Shape::Jar)?;
    drop(around.plugin);
    if wanted.dar {
        give(sink, &dar_name, &dar)?;
    }
    if wanted.vmoapp {
        let bundle = Bundle {
            eula: around.eula,
            plugins: vec![File {
                path: EntryName::new(dar_name).map_err(artifact::Error::from)?,
                content: dar.into(),
            }],
        };
        give(
            sink,
            &vmoapp_name,
            &bundle::pack(&bundle)?.write(Shape::Jar)?,
        )?;
    }
    Ok(())
}

fn signed(project: Project, order: Order<'_>) -> Result<Archive, Error> {
    let content = assemble::package(&project)?;
    let target = project.target;
    drop(project);
    let Order {
        identity,
        previous,
        progress,
        ..
    } = order;
    let signing = Signing {
        identity,
        target,
        previous: previous.as_ref(),
        progress,
    };
    Ok(package::pack(&content, &signing)?)
}

fn give(sink: &mut Sink<'_>, name: &str, content: &[u8]) -> Result<(), Error> {
    sink(name, content).map_err(Error::Sink)
}

/// What goes around the package.
struct Around {
    plugin: Plugin,
    descriptor: String,
    eula: Bytes,
}

impl Around {
    /// Puts the package where the descriptor says it is.
    fn install(&mut self, package: &Bytes) -> Result<(), Error> {
        for path in &self.plugin.packages {
            let path = EntryName::new(format!("{}{path}", plugin::RESOURCES));
            self.plugin.files.push(File {
                path: path.map_err(artifact::Error::from)?,
                content: package.clone(),
            });
        }
        Ok(())
    }
}

fn around(project: &Project, wanted: Wanted) -> Result<Option<Around>, Error> {
    if !wanted.dar && !wanted.vmoapp {
        return Ok(None);
    }
    let plugin = assemble::plugin(project)?.ok_or(Error::NoPlugin)?;
    let settings = project.manifest.plugin.as_ref().ok_or(Error::NoPlugin)?;
    Ok(Some(Around {
        descriptor: project.templates.plugin(&plugin)?,
        eula: settings.eula.content.clone(),
        plugin,
    }))
}

/// The signatures of the package inside an earlier artefact of any kind; none when it holds none,
/// for whatever reason: an earlier build is a help, never a need.
#[must_use]
pub fn previous(bytes: &[u8]) -> Option<Archive> {
    signatures(bytes, &Limits::default())
}

fn signatures(bytes: &[u8], limits: &Limits) -> Option<Archive> {
    let wanted = |name: &EntryName| {
        let name = name.as_str();
        name.starts_with(package::SIGNATURES)
            || name.ends_with(package::CONTENT_SIGNATURE)
            || name.ends_with(".package")
            || name.to_ascii_lowercase().ends_with(".dar")
    };
    let archive = Archive::read_some(bytes, limits, wanted).ok()?;
    let inner = bundle::dars(&archive)
        .chain(plugin::packages(&archive))
        .next()
        .map(|(_, inner)| inner.clone());
    match inner {
        None => Some(archive),
        Some(inner) => {
            drop(archive);
            signatures(&inner, limits)
        }
    }
}
