//! A workflow as its XML has it: items that name their successors, and the form shown before.
//!
//! The shape is that of the server's exports (`docs/package-format.md`); the language of a
//! project's workflow files is lowered to it, and a server's export is read into it.

use std::fmt;

use super::{Category, ElementId, Parameter, TypeName, Version};

/// A workflow.
#[derive(Debug, Clone, PartialEq)]
pub struct Workflow {
    /// Identity on the server.
    pub id: ElementId,
    /// `display-name`.
    pub name: String,
    /// Folder path.
    pub category: Category,
    /// Element version.
    pub version: Version,
    /// Free text.
    pub description: String,
    /// `6.0.0` in everything a server since 6.0 writes.
    pub api_version: String,
    /// Letters of `allowed-operations`, as written.
    pub allowed: Option<String>,
    /// Id of the resource element shown as icon.
    pub icon: Option<String>,
    /// `editor-version` of 8.x editors.
    pub editor_version: Option<String>,
    /// `restartMode`: whether a run goes on after the server restarts.
    pub restarts: bool,
    /// `resumeFromFailedMode`.
    pub resume: Resume,
    /// `ref-types`: types it can be started from, as written.
    pub start_types: Option<String>,
    /// Name of the first item.
    pub root: String,
    /// Where the start marker stands.
    pub start: Position,
    /// Given by the caller.
    pub inputs: Vec<Parameter>,
    /// Returned to the caller.
    pub outputs: Vec<Parameter>,
    /// Live as long as the run.
    pub attributes: Vec<Variable>,
    /// Canvas texts.
    pub notes: Vec<Note>,
    /// The schema.
    pub items: Vec<Item>,
    /// Where any item's unhandled exception goes.
    pub error_handler: Option<ErrorHandler>,
    /// The classic form.
    pub presentation: Presentation,
}

impl Workflow {
    /// The item of that name.
    #[must_use]
    pub fn item(&self, name: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.name == name)
    }

    /// Inputs, outputs and attributes with their types; of two with one name the first counts.
    pub fn variables(&self) -> impl Iterator<Item = (&str, &TypeName)> {
        let parameters = self.inputs.iter().chain(&self.outputs);
        let parameters = parameters.map(|one| (one.name.as_str(), &one.type_name));
        let attributes = self.attributes.iter();
        parameters.chain(attributes.map(|one| (one.name.as_str(), &one.type_name)))
    }
}

/// `resumeFromFailedMode`: whether a failed run may be resumed at the failed item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Resume {
    /// 0: as the server is set.
    #[default]
    Default,
    /// 1.
    Enabled,
    /// 2.
    Disabled,
}

/// A place on the canvas, in the editor's units.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Position {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// `attrib`: a variable of the run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// A JavaScript identifier.
    pub name: String,
    /// Its type.
    pub type_name: TypeName,
    /// A constant.
    pub read_only: bool,
    /// Initial value in the server's text form; none is null.
    pub value: Option<String>,
    /// Initial value from a configuration element: its id and key.
    pub configuration: Option<(String, String)>,
    /// Free text.
    pub description: String,
}

/// `workflow-note`.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Left upper corner.
    pub at: Position,
    /// Width and height.
    pub size: Position,
    /// 6 or 8 hexadecimal digits.
    pub color: Option<String>,
    /// What it says.
    pub text: String,
}

/// `error-handler`: the default one; a workflow has at most one.
#[derive(Debug, Clone, PartialEq)]
pub struct ErrorHandler {
    /// The item to go on at.
    pub item: String,
    /// The variable that takes the exception's text.
    pub bind: Option<String>,
    /// Where the marker stands.
    pub position: Option<Position>,
}

/// One item of the schema.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// `item0`, `item1`, …
    pub name: String,
    /// What it does.
    pub kind: ItemKind,
    /// Its title on the canvas.
    pub display_name: String,
    /// Free text.
    pub description: Option<String>,
    /// The next item.
    pub out: Option<String>,
    /// The item to go on at after an exception.
    pub catch: Option<String>,
    /// The variable that takes the exception's text.
    pub throw_bind: Option<String>,
    /// Text shown as the run's business state.
    pub business_status: Option<String>,
    /// The palette element it was made from.
    pub prototype: Option<String>,
    /// Whether the editor lets its script be edited.
    pub content_mode: Option<String>,
    /// JavaScript it runs.
    pub script: Option<String>,
    /// Copied in before it runs.
    pub inputs: Vec<Bind>,
    /// Copied out after it completed.
    pub outputs: Vec<Bind>,
    /// Place on the canvas.
    pub position: Position,
}

/// What an item does.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    /// A scriptable task; with an action, the generated call of it.
    Task {
        /// `module/action` when the task is an action element.
        action: Option<String>,
        /// The workflow it starts without waiting, by generated script.
        launches: Option<String>,
    },
    /// Ends the run; failed: with the text of `throw_bind`.
    End {
        /// `end-mode="1"`.
        failed: bool,
    },
    /// Runs another workflow in the same token.
    Link {
        /// Its id.
        workflow: String,
    },
    /// A script that returns a boolean.
    CustomCondition {
        /// The item after false.
        otherwise: Option<String>,
    },
    /// A decision on one variable; the generated script decides.
    Condition {
        /// The item after false.
        otherwise: Option<String>,
        /// For the editor.
        condition: Option<Condition>,
    },
    /// Runs an action or a workflow that returns a boolean.
    DecisionActivity {
        /// What it runs.
        reference: Reference,
        /// The item after false.
        otherwise: Option<String>,
    },
    /// A script that returns the name of the next item.
    Switch {
        /// One per case, for the editor; the label is the next item.
        cases: Vec<Condition>,
    },
    /// Runs a workflow once for each element of the arrays bound with a star.
    Foreach {
        /// What it runs.
        reference: Reference,
        /// Runs when one turn throws; the loop goes on.
        catch_script: Option<String>,
    },
    /// Waits for an authorised person.
    Interaction {
        /// The form they fill.
        presentation: Presentation,
    },
    /// Sleeps until the date bound to `timer.date`.
    Timer,
    /// Starts several workflows together and waits for all.
    Multiple {
        /// Each with its own bindings.
        calls: Vec<Call>,
    },
    /// A type this program does not know.
    Other(String),
}

/// `reference`: an action (`module/action`) or a workflow (its id).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// `ScriptModule`.
    Action(String),
    /// `Workflow`.
    Workflow(String),
}

/// `workflow-subelement` of a `multiple` item.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// Its own name.
    pub name: String,
    /// Id of the workflow.
    pub workflow: String,
    /// Title.
    pub display_name: String,
    /// Copied in.
    pub inputs: Vec<Bind>,
    /// Copied out.
    pub outputs: Vec<Bind>,
}

/// `condition`: what an editor shows of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The variable.
    pub name: String,
    /// Its type.
    pub type_name: String,
    /// The comparator's number; its meaning depends on the type.
    pub comparator: u8,
    /// The next item in a switch; none in a decision.
    pub label: Option<String>,
    /// What it is compared with.
    pub value: String,
}

/// One binding: the name inside the item and the workflow's variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bind {
    /// Inside the item.
    pub name: String,
    /// Its type.
    pub type_name: TypeName,
    /// The workflow's variable; `*name` walks an array in a foreach. None: unbound.
    pub variable: Option<String>,
    /// Unbound on purpose.
    pub explicitly_unbound: bool,
    /// Free text.
    pub description: String,
}

/// The form: pages of groups of fields.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Presentation {
    /// Text above the form.
    pub description: String,
    /// Fields and groups outside any page, then pages, in order.
    pub parts: Vec<Part>,
}

/// A piece of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// `p-step`: a page.
    Step(Block),
    /// `p-group`: a section.
    Group(Block),
    /// `p-param`: a field.
    Field(Field),
}

/// A page or a section.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Block {
    /// Heading.
    pub title: String,
    /// Text below it.
    pub description: String,
    /// Conditions.
    pub qualifiers: Vec<Qualifier>,
    /// What is in it.
    pub parts: Vec<Part>,
}

/// The field of one input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The input.
    pub name: String,
    /// Its label.
    pub label: String,
    /// Conditions, defaults, choices.
    pub qualifiers: Vec<Qualifier>,
}

/// `p-qual`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qualifier {
    /// `mandatory`, `defaultValue`, `visible`, …
    pub name: String,
    /// How its text is meant.
    pub kind: QualifierKind,
    /// The type of its value.
    pub type_name: String,
    /// A value in the server's text form, or an OGNL expression.
    pub text: String,
}

/// `kind` of a `p-qual`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QualifierKind {
    /// A value.
    Static,
    /// An expression.
    Ognl,
    /// Not stated, as for `contextualParameter`.
    Unstated,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1},{:.1}", self.x, self.y)
    }
}
