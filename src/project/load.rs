//! A tree of sources to a project, with every fault of every file.

use rayon::prelude::*;

use super::action;
use super::calls::Modules;
use super::clashes;
use super::configuration;
use super::identifier::Unique;
use super::manifest::Manifest;
use super::overrides;
use super::place::Place;
use super::plugins;
use super::resource::{self, META};
use super::tree::Tree;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Action, Bytes, Configuration, Kind, Resource, Target};
use crate::template::Templates;

/// A project whose sources are sound.
pub struct Project {
    /// What `coopto.toml` says.
    pub manifest: Manifest,
    /// The servers to build for: the manifest's, or the one that was asked for.
    pub target: Target,
    /// Templates, with those that the project replaces.
    pub templates: Templates,
    /// Configuration elements, by path.
    pub configurations: Vec<Configuration>,
    /// Resource elements, by path.
    pub resources: Vec<Resource>,
    /// Actions, by path.
    pub actions: Vec<Action>,
}

/// Reads a project. A target replaces the manifest's.
///
/// None when something cannot be built; whatever was found, warnings too, is in the report.
pub fn load(tree: &Tree, target: Option<Target>, report: &mut Report) -> Option<Project> {
    let mut found = tree.report().clone();
    let project = read(tree, target, &mut found);
    let sound = !found.has_errors();
    report.extend(found);
    project.filter(|_| sound)
}

fn read(tree: &Tree, target: Option<Target>, report: &mut Report) -> Option<Project> {
    clashes::check(tree, report);
    let templates = overrides::read(tree, report);
    let manifest = Manifest::read(tree, report)?;
    let target = target.unwrap_or(manifest.target);
    let mut unique = Unique::default();

    let resources = resources(tree, &manifest, &mut unique, report);
    let configurations = configurations(tree, &manifest, target, &mut unique, report);
    let mut calls = Vec::new();
    let mut uses = Vec::new();
    let mut actions = Vec::new();
    for read in self::actions(tree, &manifest, &mut unique, report) {
        actions.push(read.action);
        calls.extend(read.calls);
        uses.extend(read.uses);
    }
    let modules = Modules::new(&manifest.module, &actions);
    for call in &calls {
        modules.check(call, report);
    }
    plugins::check(&manifest, &uses, report);
    Some(Project {
        manifest,
        target,
        templates: templates?,
        configurations,
        resources,
        actions,
    })
}

/// One file of a folder of sources.
struct Source<'a> {
    /// Its path in the project.
    file: String,
    /// The same below its folder.
    below: &'a str,
    content: &'a Bytes,
}

fn sources<'a>(tree: &'a Tree, folder: &'a str) -> Vec<Source<'a>> {
    tree.below(folder)
        .map(|(below, content)| Source {
            file: format!("{folder}/{below}"),
            below,
            content,
        })
        .collect()
}

/// Reads files side by side; what is found stays in the order of the files.
fn read_all<T: Send>(
    sources: &[Source<'_>],
    report: &mut Report,
    read: impl Fn(&Source<'_>, &mut Report) -> Option<T> + Sync,
) -> Vec<T> {
    let results: Vec<(Option<T>, Report)> = sources
        .par_iter()
        .map(|source| {
            let mut found = Report::new();
            (read(source, &mut found), found)
        })
        .collect();
    let mut all = Vec::with_capacity(results.len());
    for (result, found) in results {
        report.extend(found);
        all.extend(result);
    }
    all
}

/// A file that is no source of its folder is said to be left out, rather than silently lost.
fn left_out(source: &Source<'_>, report: &mut Report, help: &str) {
    report.push(
        Diagnostic::warning(
            "unknown-file",
            &source.file,
            "this file is not part of anything that is built",
        )
        .help(help),
    );
}

fn resources(
    tree: &Tree,
    manifest: &Manifest,
    unique: &mut Unique,
    report: &mut Report,
) -> Vec<Resource> {
    let all = read_all(&sources(tree, "resources"), report, |source, report| {
        if let Some(described) = source.file.strip_suffix(META) {
            if tree.get(described).is_none() {
                report.push(
                    Diagnostic::error(
                        "missing-file",
                        &source.file,
                        format!("there is no file `{described}` for this to describe"),
                    )
                    .help("rename or remove it"),
                );
            }
            return None;
        }
        let place = Place::read(&source.file, source.below, "", report)?;
        let meta_file = format!("{}{META}", source.file);
        let meta_text = tree.read_text(&meta_file, report);
        let meta = meta_text.map(|text| (meta_file.as_str(), text));
        let resource = resource::read(&source.file, &place, source.content, meta, manifest, report);
        Some((source.file.clone(), resource))
    });
    all.into_iter()
        .map(|(file, resource)| {
            let path = format!("{}/{}", resource.category, resource.name);
            unique.note(&file, &Kind::Resource, &resource.id, &path, report);
            resource
        })
        .collect()
}

fn configurations(
    tree: &Tree,
    manifest: &Manifest,
    target: Target,
    unique: &mut Unique,
    report: &mut Report,
) -> Vec<Configuration> {
    let all = read_all(
        &sources(tree, "configurations"),
        report,
        |source, report| {
            if !source.below.ends_with(".yaml") {
                left_out(source, report, "configuration elements are `<Name>.yaml`");
                return None;
            }
            let place = Place::read(&source.file, source.below, ".yaml", report)?;
            let text = tree.read_text(&source.file, report)?;
            let read = configuration::read(&source.file, &place, text, manifest, target, report)?;
            Some((source.file.clone(), read))
        },
    );
    all.into_iter()
        .map(|(file, element)| {
            let path = format!("{}/{}", element.category, element.name);
            unique.note(&file, &Kind::Configuration, &element.id, &path, report);
            element
        })
        .collect()
}

fn actions(
    tree: &Tree,
    manifest: &Manifest,
    unique: &mut Unique,
    report: &mut Report,
) -> Vec<action::Read> {
    let all = read_all(&sources(tree, "actions"), report, |source, report| {
        if !source.below.ends_with(".js") {
            left_out(source, report, "actions are `<name>.js`");
            return None;
        }
        let place = Place::read(&source.file, source.below, ".js", report)?;
        let text = tree.read_text(&source.file, report)?;
        let read = action::read(&source.file, &place, text, manifest, report)?;
        Some((source.file.clone(), read))
    });
    all.into_iter()
        .map(|(file, read)| {
            let path = format!("{}/{}", read.action.category, read.action.name);
            unique.note(&file, &Kind::Action, &read.action.id, &path, report);
            read
        })
        .collect()
}
