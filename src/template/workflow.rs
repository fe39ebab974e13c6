//! The XML of a workflow.

mod form;

use serde::Serialize;

use self::form::{Form, form};

use super::action::Script;
use super::{Error, Templates};
use crate::codec::value::double;
use crate::model::workflow::{
    Bind, Call, Item, ItemKind, Note, Position, Reference, Resume, Variable,
};
use crate::model::{Parameter, Workflow};

/// What `workflow.xml.hbs` is given.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Values<'a> {
    id: &'a str,
    name: &'a str,
    version: String,
    description: &'a str,
    api_version: &'a str,
    allowed: Option<&'a str>,
    icon: Option<&'a str>,
    editor_version: Option<&'a str>,
    restart_mode: &'static str,
    resume_mode: &'static str,
    root: &'a str,
    start: Place,
    start_types: Option<&'a str>,
    error_handler: Option<Handler<'a>>,
    inputs: Vec<Named<'a>>,
    outputs: Vec<Named<'a>>,
    attributes: Vec<Attribute<'a>>,
    notes: Vec<NoteValues<'a>>,
    items: Vec<ItemValues<'a>>,
    presentation: Form<'a>,
}

#[derive(Serialize)]
struct Place {
    x: String,
    y: String,
}

#[derive(Serialize)]
struct Handler<'a> {
    item: &'a str,
    bind: Option<&'a str>,
    position: Option<Place>,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    r#type: &'a str,
    description: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Attribute<'a> {
    name: &'a str,
    r#type: &'a str,
    read_only: bool,
    configuration: Option<Setting<'a>>,
    value: Option<Boxed<'a>>,
    description: &'a str,
    /// Neither value nor description: the element is empty.
    bare: bool,
}

#[derive(Serialize)]
struct Setting<'a> {
    id: &'a str,
    key: &'a str,
}

/// Boxed, so that `{{#if value}}` is also true for the empty text.
#[derive(Serialize)]
struct Boxed<'a> {
    text: &'a str,
}

#[derive(Serialize)]
struct NoteValues<'a> {
    at: Place,
    size: Place,
    color: Option<&'a str>,
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ItemValues<'a> {
    name: &'a str,
    r#type: &'a str,
    prototype: Option<&'a str>,
    out_name: Option<&'a str>,
    catch_name: Option<&'a str>,
    content_mode: Option<&'a str>,
    business_status: Option<&'a str>,
    throw_bind_name: Option<&'a str>,
    script_module: Option<&'a str>,
    linked_workflow: Option<&'a str>,
    launched_workflow: Option<&'a str>,
    alt_out_name: Option<&'a str>,
    end_mode: Option<&'static str>,
    display_name: &'a str,
    script: Option<Script<'a>>,
    r#in: Bindings<'a>,
    out: Option<Bindings<'a>>,
    reference: Option<Referred<'a>>,
    conditions: Vec<Condition<'a>>,
    presentation: Option<Form<'a>>,
    calls: Vec<CallValues<'a>>,
    catch_script: Option<Script<'a>>,
    description: Option<Boxed<'a>>,
    position: Place,
}

#[derive(Serialize)]
struct Bindings<'a> {
    indent: &'static str,
    binds: Vec<BindValues<'a>>,
}

#[derive(Serialize)]
struct BindValues<'a> {
    indent: &'static str,
    name: &'a str,
    r#type: &'a str,
    variable: Option<&'a str>,
    unbound: bool,
    description: &'a str,
}

#[derive(Serialize)]
struct Referred<'a> {
    r#type: &'static str,
    id: &'a str,
}

#[derive(Serialize)]
struct Condition<'a> {
    name: &'a str,
    r#type: &'a str,
    comparator: u8,
    label: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct CallValues<'a> {
    name: &'a str,
    workflow: &'a str,
    display_name: &'a str,
    r#in: Bindings<'a>,
    out: Option<Bindings<'a>>,
}

impl Templates {
    /// The XML text of a workflow, as a server writes it.
    ///
    /// # Errors
    /// As [`Templates::render`].
    pub fn workflow(&self, workflow: &Workflow) -> Result<String, Error> {
        let handler = workflow.error_handler.as_ref();
        self.render(
            "workflow.xml.hbs",
            &Values {
                id: workflow.id.as_str(),
                name: &workflow.name,
                version: workflow.version.to_string(),
                description: &workflow.description,
                api_version: &workflow.api_version,
                allowed: workflow.allowed.as_deref(),
                icon: workflow.icon.as_deref(),
                editor_version: workflow.editor_version.as_deref(),
                restart_mode: if workflow.restarts { "1" } else { "0" },
                resume_mode: match workflow.resume {
                    Resume::Default => "0",
                    Resume::Enabled => "1",
                    Resume::Disabled => "2",
                },
                root: &workflow.root,
                start: place(workflow.start),
                start_types: workflow.start_types.as_deref(),
                error_handler: handler.map(|handler| Handler {
                    item: &handler.item,
                    bind: handler.bind.as_deref(),
                    position: handler.position.map(place),
                }),
                inputs: workflow.inputs.iter().map(named).collect(),
                outputs: workflow.outputs.iter().map(named).collect(),
                attributes: workflow.attributes.iter().map(attribute).collect(),
                notes: workflow.notes.iter().map(note).collect(),
                items: workflow.items.iter().map(item).collect(),
                presentation: form(&workflow.presentation, 1),
            },
        )
    }
}

fn place(at: Position) -> Place {
    Place {
        x: double(at.x),
        y: double(at.y),
    }
}

fn named(parameter: &Parameter) -> Named<'_> {
    Named {
        name: &parameter.name,
        r#type: parameter.type_name.as_str(),
        description: &parameter.description,
    }
}

fn attribute(variable: &Variable) -> Attribute<'_> {
    Attribute {
        name: &variable.name,
        r#type: variable.type_name.as_str(),
        read_only: variable.read_only,
        configuration: variable
            .configuration
            .as_ref()
            .map(|(id, key)| Setting { id, key }),
        value: variable.value.as_deref().map(|text| Boxed { text }),
        description: &variable.description,
        bare: variable.value.is_none() && variable.description.is_empty(),
    }
}

fn note(note: &Note) -> NoteValues<'_> {
    NoteValues {
        at: place(note.at),
        size: place(note.size),
        color: note.color.as_deref(),
        text: &note.text,
    }
}

fn item(item: &Item) -> ItemValues<'_> {
    let mut values = ItemValues {
        name: &item.name,
        r#type: "task",
        prototype: item.prototype.as_deref(),
        out_name: item.out.as_deref(),
        catch_name: item.catch.as_deref(),
        content_mode: item.content_mode.as_deref(),
        business_status: item.business_status.as_deref(),
        throw_bind_name: item.throw_bind.as_deref(),
        script_module: None,
        linked_workflow: None,
        launched_workflow: None,
        alt_out_name: None,
        end_mode: None,
        display_name: &item.display_name,
        script: item.script.as_deref().map(Script::new),
        r#in: bindings("    ", &item.inputs),
        out: Some(bindings("    ", &item.outputs)),
        reference: None,
        conditions: Vec::new(),
        presentation: None,
        calls: Vec::new(),
        catch_script: None,
        description: item.description.as_deref().map(|text| Boxed { text }),
        position: place(item.position),
    };
    kind(&item.kind, &mut values);
    values
}

/// What only items of one kind have.
fn kind<'a>(kind: &'a ItemKind, values: &mut ItemValues<'a>) {
    let decides = |values: &mut ItemValues<'a>, name, otherwise: Option<&'a str>| {
        values.r#type = name;
        values.alt_out_name = otherwise;
        values.out = None;
    };
    match kind {
        ItemKind::Task { action, launches } => {
            values.script_module = action.as_deref();
            values.launched_workflow = launches.as_deref();
        }
        ItemKind::End { failed } => {
            values.r#type = "end";
            values.end_mode = Some(if *failed { "1" } else { "0" });
            values.out = None;
        }
        ItemKind::Link { workflow } => {
            values.r#type = "link";
            values.linked_workflow = Some(workflow);
        }
        ItemKind::CustomCondition { otherwise } => {
            decides(values, "custom-condition", otherwise.as_deref());
        }
        ItemKind::Condition {
            otherwise,
            condition,
        } => {
            decides(values, "condition", otherwise.as_deref());
            values.conditions = condition.iter().map(condition_values).collect();
        }
        ItemKind::DecisionActivity {
            reference,
            otherwise,
        } => {
            decides(values, "decision-activity", otherwise.as_deref());
            values.reference = Some(referred(reference));
        }
        ItemKind::Switch { cases } => {
            decides(values, "switch", None);
            values.conditions = cases.iter().map(condition_values).collect();
        }
        ItemKind::Foreach {
            reference,
            catch_script,
        } => {
            values.r#type = "foreach";
            values.reference = Some(referred(reference));
            values.catch_script = catch_script.as_deref().map(Script::new);
        }
        ItemKind::Interaction { presentation } => {
            values.r#type = "input";
            values.presentation = Some(form(presentation, 2));
        }
        ItemKind::Timer => {
            values.r#type = "waiting-timer";
            values.out = None;
        }
        ItemKind::Multiple { calls } => {
            values.r#type = "multiple";
            values.calls = calls.iter().map(call).collect();
        }
        ItemKind::Other(name) => values.r#type = name,
    }
}

fn bindings<'a>(indent: &'static str, binds: &'a [Bind]) -> Bindings<'a> {
    let values = |bind: &'a Bind| BindValues {
        indent,
        name: &bind.name,
        r#type: bind.type_name.as_str(),
        variable: bind.variable.as_deref(),
        unbound: bind.explicitly_unbound && bind.variable.is_none(),
        description: &bind.description,
    };
    Bindings {
        indent,
        binds: binds.iter().map(values).collect(),
    }
}

fn referred(reference: &Reference) -> Referred<'_> {
    let (r#type, id) = match reference {
        Reference::Action(id) => ("ScriptModule", id),
        Reference::Workflow(id) => ("Workflow", id),
    };
    Referred { r#type, id }
}

fn condition_values(condition: &crate::model::workflow::Condition) -> Condition<'_> {
    Condition {
        name: &condition.name,
        r#type: &condition.type_name,
        comparator: condition.comparator,
        label: condition.label.as_deref().unwrap_or("null"),
        value: &condition.value,
    }
}

fn call(call: &Call) -> CallValues<'_> {
    CallValues {
        name: &call.name,
        workflow: &call.workflow,
        display_name: &call.display_name,
        r#in: bindings("        ", &call.inputs),
        out: Some(bindings("        ", &call.outputs)),
    }
}
