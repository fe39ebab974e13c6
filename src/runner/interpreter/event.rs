use super::State;
use crate::model::workflow::Item;
use crate::model::{TypeName, Workflow};
use crate::runner::value::Value;

/// What happens in a run, as it happens.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// A workflow begins; the depth counts the workflows around it.
    Begins {
        /// The workflow.
        workflow: &'a Workflow,
        /// How many workflows are around it in the same run.
        depth: usize,
    },
    /// The token stands on an item.
    Item {
        /// The item's workflow.
        workflow: &'a Workflow,
        /// The item.
        item: &'a Item,
        /// How many workflows are around this one in the same run.
        depth: usize,
    },
    /// A foreach begins a turn.
    Turn {
        /// From 1.
        number: usize,
        /// How many there will be.
        of: usize,
    },
    /// A value crosses a binding.
    Bound {
        /// Into the item, or out of it.
        direction: Direction,
        /// The name inside the item.
        name: &'a str,
        /// The workflow's variable; none: unbound.
        variable: Option<&'a str>,
        /// The type inside the item: a secret is one by its type.
        type_name: &'a TypeName,
        /// The value.
        value: &'a Value,
    },
    /// An item set the run's business state.
    Status(&'a str),
    /// An item threw; where the run goes on is the next event.
    Threw(&'a str),
    /// The token sleeps until this moment, in milliseconds since 1970.
    Waits(f64),
    /// Something that a person should know, though nothing failed.
    Notice(&'a str),
    /// The run is over. A workflow inside the same run says nothing when it ends.
    Ends(State),
}

/// Which way a value crosses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the workflow into the item.
    In,
    /// From the item to the workflow.
    Out,
}
