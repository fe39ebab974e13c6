//! Items that run several workflows: one after the other, or together.

use std::io;

use super::Event;
use super::binding::{Given, untyped};
use super::runs::roomy;
use super::variables::Variables;
use super::walk::Walk;
use super::{Finished, Thrown};
use crate::model::TypeName;
use crate::model::workflow::{Call, Item, Reference};
use crate::runner::value::Value;

/// Name, type and values of the arrays that a foreach walks.
type Walked = Vec<(String, TypeName, Vec<Value>)>;

impl Walk<'_> {
    /// Runs a workflow or an action once for each index of the arrays bound with a star.
    pub(super) fn foreach(
        &mut self,
        item: &Item,
        reference: &Reference,
        catch_script: Option<&str>,
        variables: &mut Variables,
    ) -> Result<(), Thrown> {
        let (fixed, walked) = self.arrays(item, variables)?;
        let turns = turns(&walked)?;
        let mut collected: Vec<Vec<(String, Value)>> = Vec::with_capacity(turns);
        for turn in 0..turns {
            self.interrupted()?;
            self.event(Event::Turn {
                number: turn + 1,
                of: turns,
            });
            let mut inputs = fixed.clone();
            for (name, type_name, values) in &walked {
                let item_type = type_name.item().unwrap_or_else(|| type_name.clone());
                inputs.push((name.clone(), item_type, values[turn].clone()));
            }
            let result = match reference {
                Reference::Workflow(id) => self.call(id, untyped(inputs.clone())),
                Reference::Action(path) => self
                    .action(path, &untyped(inputs.clone()))
                    .map(|value| vec![("actionResult".to_owned(), value)]),
            };
            match (result, catch_script) {
                (Ok(outputs), _) => collected.push(outputs),
                (Err(Thrown::Exception { text, .. }), Some(script)) => {
                    self.event(Event::Threw(&text));
                    self.aside(script, &inputs)?;
                    // Nothing keeps the place, so that results stay in step with what was walked.
                    collected.push(Vec::new());
                }
                (Err(thrown), _) => return Err(thrown),
            }
        }
        let results: Vec<(String, Value)> = item
            .outputs
            .iter()
            .map(|bind| {
                let each = |outputs: &Vec<(String, Value)>| {
                    let found = outputs.iter().find(|(name, _)| *name == bind.name);
                    found.map(|(_, value)| value.clone()).unwrap_or_default()
                };
                let is_collected = bind
                    .variable
                    .as_deref()
                    .is_some_and(|variable| variable.starts_with('*'));
                let value = if is_collected {
                    Value::Array(collected.iter().map(each).collect())
                } else {
                    collected.last().map(each).unwrap_or_default()
                };
                (bind.name.clone(), value)
            })
            .collect();
        self.copy_out(&item.outputs, &results, variables)
    }

    /// What is the same in every turn, and the arrays that are walked.
    fn arrays(&self, item: &Item, variables: &Variables) -> Result<(Given, Walked), Thrown> {
        let starred = |name: &Option<String>| {
            let name = name.as_deref()?;
            name.strip_prefix('*').map(str::to_owned)
        };
        let mut fixed = Vec::new();
        let mut walked = Vec::new();
        for bind in &item.inputs {
            let Some(variable) = starred(&bind.variable) else {
                fixed.extend(self.copy_in(std::slice::from_ref(bind), variables)?);
                continue;
            };
            let mut plain = bind.clone();
            plain.variable = Some(variable.clone());
            for (name, type_name, value) in self.copy_in(&[plain], variables)? {
                let values = match value {
                    Value::Array(values) => values,
                    Value::Null => Vec::new(),
                    _ => {
                        return Err(Thrown::text(format!(
                            "`{variable}` is no array and cannot be walked"
                        )));
                    }
                };
                walked.push((name, type_name, values));
            }
        }
        Ok((fixed, walked))
    }

    /// Starts workflows together, each in a token of its own, and waits for all.
    pub(super) fn multiple(
        &mut self,
        calls: &[Call],
        variables: &mut Variables,
    ) -> Result<(), Thrown> {
        let mut started = Vec::with_capacity(calls.len());
        for call in calls {
            let inputs = untyped(self.copy_in(&call.inputs, variables)?);
            let workflow = self.runs.find(&call.workflow)?;
            let admission = self.runs.admit(&workflow)?;
            started.push((call, workflow, admission, inputs));
        }
        let runs = self.runs;
        let finished: Vec<(&Call, io::Result<Option<Finished>>)> = std::thread::scope(|scope| {
            let threads: Vec<_> = started
                .into_iter()
                .map(|(call, workflow, admission, inputs)| {
                    let work = move || {
                        let _admission = admission;
                        runs.run(&workflow, inputs)
                    };
                    (call, roomy(&call.display_name).spawn_scoped(scope, work))
                })
                .collect();
            let ended = threads.into_iter();
            ended
                .map(|(call, thread)| (call, thread.map(|thread| thread.join().ok())))
                .collect()
        });
        let mut failure = None;
        for (call, finished) in finished {
            let finished = finished
                .map_err(|error| Thrown::stopped(format!("cannot start a thread: {error}")))?;
            let Some(finished) = finished else {
                return Err(Thrown::stopped(format!(
                    "`{}` ended in a way that is a fault of this program",
                    call.display_name
                )));
            };
            match finished.failure {
                None => self.copy_out(&call.outputs, &finished.outputs, variables)?,
                Some(inner) => failure = failure.or(Some(inner)),
            }
        }
        let Some(mut inner) = failure else {
            return Ok(());
        };
        let thrown = inner.thrown();
        inner.path.splice(0..0, self.path.iter().cloned());
        self.thrown += 1;
        self.failure = Some(inner);
        Err(thrown)
    }
}

/// How many turns there are: the walked arrays advance in step.
fn turns(walked: &Walked) -> Result<usize, Thrown> {
    let Some((first, _, values)) = walked.first() else {
        return Err(Thrown::text(
            "no array is bound with a star, so there is nothing to walk",
        ));
    };
    let turns = values.len();
    match walked.iter().find(|(.., values)| values.len() != turns) {
        None => Ok(turns),
        Some((other, _, values)) => Err(Thrown::text(format!(
            "`{first}` has {turns} values and `{other}` has {}, so they cannot be walked in step",
            values.len()
        ))),
    }
}
