use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::{Value as Json, json};

use super::run::{MachineryArgs, in_thread, seconds, stop_on_interrupt};
use super::{Console, Format, Outcome};
use crate::runner::interpreter::{Event, Question, Runs, Scripts, Thrown, Token};
use crate::runner::inventory::Inventory;
use crate::runner::machine::{Face, Machine, Stop};
use crate::runner::objects::{Level, Sink};
use crate::runner::value::{Reference, Value};

/// Show the tree that a server's inventory tab would show
#[derive(clap::Args)]
#[command(
    after_help = "The objects come from the content's own finders. A node that does not answer is shown all\n\
    the same, with the reason.\n\n\
    Example:\n  coopto inventory\n  coopto inventory --format json --from coopto-1.0.0.vmoapp"
)]
pub(super) struct InventoryCommand {
    /// Stop asking after so many seconds
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    timeout: Duration,
    /// How the tree is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    machinery: MachineryArgs,
}

/// An object and what hangs below it.
struct Branch {
    object: Reference,
    children: Vec<Branch>,
    /// What its finders warned of, or why they failed.
    warnings: Vec<String>,
}

/// Deeper trees go in circles.
const DEEPEST: usize = 8;

impl InventoryCommand {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<Outcome> {
        let content = self.machinery.content(console)?;
        let stop = Arc::new(Stop::default());
        stop_on_interrupt(&stop)?;
        let ear = Arc::new(Ear::default());
        let machine = self.machinery.machine(&content, ear.clone(), &stop, true)?;
        stop.after(self.timeout);
        let runs = machine.runs();
        let namespaces = std::thread::scope(|scope| {
            let work = in_thread(scope, || namespaces(&machine, &runs, &ear))?;
            work.join()
                .map_err(|_| anyhow::anyhow!("the inventory ended in a fault of this program"))?
        })?;
        if namespaces.is_empty() {
            console
                .note("nothing is defined yet: run the workflow that sets up the inventory first");
        }
        match self.format {
            Format::Text => text(console, &namespaces)?,
            Format::Json => {
                let list: Json = namespaces.iter().map(|(name, branches, warnings)| {
                    json!({ "namespace": name, "warnings": warnings, "children": branches.iter().map(as_json).collect::<Json>() })
                }).collect();
                console.json(&list)?;
            }
        }
        Ok(Outcome::Done)
    }
}

type Namespace = (String, Vec<Branch>, Vec<String>);

fn namespaces(
    machine: &Machine,
    runs: &Arc<Runs>,
    ear: &Arc<Ear>,
) -> anyhow::Result<Vec<Namespace>> {
    let mut inventory = inventory(machine, runs, ear)?;
    let names = machine.state().namespaces()?;
    let mut found = Vec::new();
    for name in names {
        let (top, mut warnings) = match inventory.top(&name) {
            Ok(top) => (top, ear.take()),
            Err(error) => (Vec::new(), vec![error.to_string()]),
        };
        // One that does not answer does not keep the others waiting.
        let branches = std::thread::scope(|scope| {
            let threads: Vec<_> = top
                .into_iter()
                .map(|object| in_thread(scope, move || alone(machine, runs, object)))
                .collect::<anyhow::Result<_>>()?;
            let mut branches = Vec::new();
            for thread in threads {
                match thread.join() {
                    Ok(branch) => branches.push(branch?),
                    Err(_) => warnings.push("a finder ended in a fault of this program".to_owned()),
                }
            }
            anyhow::Ok(branches)
        })?;
        found.push((name, branches, warnings));
    }
    Ok(found)
}

fn inventory(machine: &Machine, runs: &Arc<Runs>, ear: &Arc<Ear>) -> anyhow::Result<Inventory> {
    let face: Arc<dyn Face> = ear.clone();
    let engine = machine.engine_for(Some(runs), None, face);
    let engine = engine.map_err(|thrown| anyhow::anyhow!(thrown.into_text()))?;
    let state = machine.state().clone();
    Ok(Inventory::new(state, Arc::clone(runs), Box::new(engine))?)
}

/// The branch of one object, with an engine and a log of its own.
fn alone(machine: &Machine, runs: &Arc<Runs>, object: Reference) -> anyhow::Result<Branch> {
    let ear = Arc::new(Ear::default());
    let mut inventory = inventory(machine, runs, &ear)?;
    Ok(branch(&mut inventory, object, &ear, 0))
}

fn branch(inventory: &mut Inventory, object: Reference, ear: &Ear, depth: usize) -> Branch {
    let below = inventory.children(&object);
    let mut warnings = ear.take();
    let below = below.unwrap_or_else(|error| {
        warnings.push(error.to_string());
        Vec::new()
    });
    let children = if depth >= DEEPEST {
        Vec::new()
    } else {
        let below = below.into_iter();
        below
            .map(|child| branch(inventory, child, ear, depth + 1))
            .collect()
    };
    Branch {
        object,
        children,
        warnings,
    }
}

fn text(console: &mut Console, namespaces: &[Namespace]) -> io::Result<()> {
    for (name, branches, warnings) in namespaces {
        console.line(name)?;
        for warning in warnings {
            console.line(format!("  ! {warning}"))?;
        }
        lines(console, branches, 1)?;
    }
    Ok(())
}

fn lines(console: &mut Console, branches: &[Branch], depth: usize) -> io::Result<()> {
    let indent = "  ".repeat(depth);
    for branch in branches {
        console.line(format!("{indent}{}", branch.object.name))?;
        for warning in &branch.warnings {
            console.line(format!("{indent}  ! {warning}"))?;
        }
        lines(console, &branch.children, depth + 1)?;
    }
    Ok(())
}

fn as_json(branch: &Branch) -> Json {
    json!({
        "type": branch.object.type_name.as_str(),
        "id": branch.object.id,
        "name": branch.object.name,
        "warnings": branch.warnings,
        "children": branch.children.iter().map(as_json).collect::<Json>(),
    })
}

/// Hears what finders warn of.
#[derive(Default)]
struct Ear(Mutex<Vec<String>>);

impl Ear {
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Face for Ear {
    fn log(&self, _: Sink, level: Level, text: &str) {
        if level >= Level::Warn {
            let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            heard.push(text.to_owned());
        }
    }

    fn event(&self, _: &Token, _: Event<'_>) {}

    fn ask(
        &self,
        question: &Question<'_>,
        _: &mut dyn Scripts,
    ) -> Result<Vec<(String, Value)>, Thrown> {
        Err(Thrown::stopped(format!(
            "`{}` asks a person, which a finder must not do",
            question.item.display_name
        )))
    }
}
