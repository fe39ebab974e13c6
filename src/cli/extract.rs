use std::path::PathBuf;

use anyhow::{Context, bail};

use super::input::{InputArgs, now};
use super::plural::plural;
use super::{Console, Outcome, output};
use crate::archive::{Archive, Limits};
use crate::artifact::outline::{Outline, outline};
use crate::artifact::verification::{Policy, verify};
use crate::artifact::{Artifact, bundle, detect, package, plugin};
use crate::model::{Bytes, Element};
use crate::project::file_name::Paths;
use crate::project::store::{Stored, store};

/// Take the package out of a plug-in, or elements out of a package
#[derive(clap::Args)]
#[command(
    after_help = "Of a .vmoapp or .dar, the .package comes out, for importing by hand; of a .package, its\n\
    elements as files (actions as JavaScript, workflows as XML, configurations as YAML, resources)\n\
    and its certificates.\n\
    Names that are no file names on some system are escaped with % and come back unchanged.\n\n\
    Example:\n  coopto extract coopto-1.0.0.vmoapp\n  \
    coopto extract coopto-1.0.0.vmoapp --element \"Library/Coopto/Images/Pull Image\" -o out"
)]
pub(super) struct Extract {
    /// The .package, .dar or .vmoapp
    file: PathBuf,
    /// Folder for what comes out
    #[arg(short, long, value_name = "DIR", default_value = ".")]
    output: PathBuf,
    /// The .package, for importing by hand (what happens anyway, unless FILE is one)
    #[arg(long, conflicts_with = "element")]
    package: bool,
    /// One element: its name, its path or its id
    #[arg(long, value_name = "NAME")]
    element: Option<String>,
    /// Replace files that are there already
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    input: InputArgs,
}

impl Extract {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<Outcome> {
        let (archive, limits) = self.input.archive(&self.file)?;
        let shown = self.file.display();
        let kind = detect(&archive).with_context(|| format!("cannot read `{shown}`"))?;
        self.warn(console, &archive, limits.clone())?;
        if kind == Artifact::Package {
            if self.package {
                bail!("`{shown}` is a package already; leave `--package` out for its elements");
            }
            self.elements(console, &[archive], &limits)?;
            return Ok(Outcome::Done);
        }
        let packages =
            packages(&archive, kind, &limits).with_context(|| format!("cannot read `{shown}`"))?;
        if packages.is_empty() {
            bail!("there is no package in `{shown}`");
        }
        if self.element.is_some() {
            let archives = packages
                .iter()
                .map(|(name, bytes)| {
                    Archive::read(bytes, &limits).with_context(|| format!("`{name}` in `{shown}`"))
                })
                .collect::<anyhow::Result<Vec<_>>>()?;
            self.elements(console, &archives, &limits)?;
        } else {
            let mut paths = Paths::default();
            for (name, bytes) in packages {
                self.write(console, &paths.give(&[], &name, &[""]), &bytes)?;
            }
        }
        Ok(Outcome::Done)
    }

    /// What comes out of a faulty file is still wanted for looking at it; but not unsaid.
    fn warn(&self, console: &mut Console, archive: &Archive, limits: Limits) -> anyhow::Result<()> {
        let policy = Policy {
            now: now()?,
            trust: None,
            limits,
        };
        if !verify(archive, &policy).is_ok_and(|verification| verification.is_sound()) {
            console.warning(format!(
                "`{0}` has faults, do not import what comes out: `coopto verify \"{0}\"` lists them",
                self.file.display()
            ));
        }
        Ok(())
    }

    fn elements(
        &self,
        console: &mut Console,
        archives: &[Archive],
        limits: &Limits,
    ) -> anyhow::Result<()> {
        // Outlines, and then files, read every resource.
        let again = limits.clone();
        let mut elements: Vec<(Element, Outline)> = Vec::new();
        for archive in archives {
            let unpacked = package::unpack(archive)
                .with_context(|| format!("cannot read `{}`", self.file.display()))?;
            for element in unpacked.elements {
                let outline = outline(&element, limits)
                    .with_context(|| format!("cannot read `{}`", self.file.display()))?;
                elements.push((element, outline));
            }
        }
        if let Some(wanted) = &self.element {
            elements = select(elements, wanted)?;
        }
        let mut paths = Paths::default();
        let mut files = Vec::new();
        for (element, outline) in &elements {
            let stored = store(element, outline, &again, &mut paths)?;
            let whole = stored.iter().any(|file| file.path.starts_with("elements/"));
            if !whole && element.member("tags").is_some() {
                console.warning(format!(
                    "the tags of the {} `{}/{}` stay behind, sources have no place for them: set them on the server",
                    outline.kind, outline.category, outline.name
                ));
            }
            files.extend(stored);
        }
        if self.element.is_none() {
            for archive in archives {
                files.extend(certificates(archive, &mut paths));
            }
        }
        // Either all of it comes out or, where something is in the way, nothing.
        for file in &files {
            output::may_write(
                &output::below(&self.output, &file.path),
                &file.content,
                self.force,
            )?;
        }
        for file in &files {
            self.write(console, &file.path, &file.content)?;
        }
        console.note(plural(files.len(), "file"));
        Ok(())
    }

    fn write(&self, console: &mut Console, name: &str, content: &[u8]) -> anyhow::Result<()> {
        let path = output::below(&self.output, name);
        output::write(&path, content, self.force)?;
        console.line(path.display().to_string())?;
        Ok(())
    }
}

/// The certificates of a package, to look at and to trust.
fn certificates(archive: &Archive, paths: &mut Paths) -> Vec<Stored> {
    let folder = ["certificates".to_owned()];
    archive
        .entries()
        .iter()
        .filter_map(|entry| {
            let file = entry.name.below(package::CERTIFICATES)?;
            let name = file.strip_suffix(".cer").unwrap_or(file);
            Some(Stored {
                path: format!("{}.cer", paths.give(&folder, name, &[".cer"])),
                content: entry.content.to_vec(),
            })
        })
        .collect()
}

/// The packages of a plug-in or an application, with the last step of their paths.
fn packages(
    archive: &Archive,
    kind: Artifact,
    limits: &Limits,
) -> anyhow::Result<Vec<(String, Bytes)>> {
    if kind == Artifact::Dar {
        return Ok(plugin::packages(archive)
            .map(|(name, bytes)| {
                let last = name.as_str().rsplit('/').next().unwrap_or_default();
                (last.to_owned(), bytes.clone())
            })
            .collect());
    }
    let mut all = Vec::new();
    for (name, bytes) in bundle::dars(archive) {
        let dar = Archive::read(bytes, limits).with_context(|| format!("`{name}` inside"))?;
        all.extend(packages(&dar, Artifact::Dar, limits)?);
    }
    Ok(all)
}

/// The one element that is meant: by id, by whole path, by name; several of a name are listed.
fn select(
    elements: Vec<(Element, Outline)>,
    wanted: &str,
) -> anyhow::Result<Vec<(Element, Outline)>> {
    let path = |outline: &Outline| format!("{}/{}", outline.category, outline.name);
    let matches = |outline: &Outline| outline.id == wanted || path(outline) == wanted;
    let by_name = |outline: &Outline| {
        outline.name == wanted || path(outline).ends_with(&format!("/{wanted}"))
    };
    let exact = elements.iter().any(|(_, outline)| matches(outline));
    let names: Vec<String> = elements.iter().map(|(_, outline)| path(outline)).collect();
    let found: Vec<_> = elements
        .into_iter()
        .filter(|(_, outline)| {
            if exact {
                matches(outline)
            } else {
                by_name(outline)
            }
        })
        .collect();
    match found.len() {
        1 => Ok(found),
        0 => {
            // Of each path as many steps from its end as somebody wrote.
            let steps = wanted.matches('/').count();
            let end = |name: &String| {
                let before = name.rmatch_indices('/').nth(steps);
                before.map_or(0, |(at, _)| at + 1)
            };
            let ends = names.iter().map(|name| &name[end(name)..]);
            let candidates = names.iter().map(String::as_str).chain(ends);
            match crate::diagnostic::closest(wanted, candidates) {
                Some(name) => bail!("there is no element `{wanted}`; did you mean `{name}`?"),
                None => bail!("there is no element `{wanted}`; `coopto inspect` lists them"),
            }
        }
        _ => {
            let all: Vec<String> = found
                .iter()
                .map(|(_, outline)| {
                    format!("`{}` ({}, {})", path(outline), outline.kind, outline.id)
                })
                .collect();
            bail!(
                "`{wanted}` is the name of several elements: {}",
                all.join(", ")
            )
        }
    }
}
