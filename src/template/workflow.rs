//! The XML of a workflow.

mod form;
mod values;

use self::form::form;
use self::values::{
    Attribute, BindValues, Bindings, Boxed, CallValues, Condition, Handler, ItemValues, Named,
    NoteValues, Place, Referred, Setting, Values,
};

use super::action::Script;
use super::{Error, Templates};
use crate::codec::value::double;
use crate::model::workflow::{
    Bind, Call, Item, ItemKind, Note, Position, Reference, Resume, Variable,
};
use crate::model::{Parameter, Workflow};

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
