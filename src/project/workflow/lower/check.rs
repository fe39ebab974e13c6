//! The checks of the model, said of the places in the file.

use super::lowering::Lowering;
use crate::diagnostic::Diagnostic;
use crate::model::Workflow;
use crate::model::schema::{self, Fault};

impl Lowering<'_> {
    /// Checks the finished graph: what only the whole shows.
    pub(super) fn check(&mut self, workflow: &Workflow) {
        let faults = schema::check(workflow);
        let mut unreachable_before = None;
        for fault in &faults {
            let Some(span) = fault.item().and_then(|item| self.spans.get(item)).cloned() else {
                continue;
            };
            match fault {
                Fault::Unreachable { item } => {
                    // What follows an unreachable step is unreachable as well, and not worth a word.
                    let number = item
                        .trim_start_matches("item")
                        .parse::<usize>()
                        .unwrap_or_default();
                    let follows = unreachable_before == number.checked_sub(1);
                    unreachable_before = Some(number);
                    if !follows {
                        let help = "remove it, or give it a `name` and go to it";
                        self.error("unreachable-step", span, "this step is never reached", help);
                    }
                }
                Fault::NoWayToEnd { .. } => {
                    let help = "add a way out of the loop";
                    self.error(
                        "endless-loop",
                        span,
                        "from this step on, no end is ever reached",
                        help,
                    );
                    return;
                }
                _ => {}
            }
        }
        // Everything else follows from what was checked step by step; should one slip through,
        // better a plain word than a broken workflow.
        if let (Some(fault), false) = (faults.first(), self.report.has_errors()) {
            self.report
                .push(Diagnostic::error("schema", self.file, fault.to_string()));
        }
    }
}
