use serde::Serialize;

use super::super::action::Script;
use super::form::Form;

/// What `workflow.xml.hbs` is given.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Values<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) version: String,
    pub(super) description: &'a str,
    pub(super) api_version: &'a str,
    pub(super) allowed: Option<&'a str>,
    pub(super) icon: Option<&'a str>,
    pub(super) editor_version: Option<&'a str>,
    pub(super) restart_mode: &'static str,
    pub(super) resume_mode: &'static str,
    pub(super) root: &'a str,
    pub(super) start: Place,
    pub(super) start_types: Option<&'a str>,
    pub(super) error_handler: Option<Handler<'a>>,
    pub(super) inputs: Vec<Named<'a>>,
    pub(super) outputs: Vec<Named<'a>>,
    pub(super) attributes: Vec<Attribute<'a>>,
    pub(super) notes: Vec<NoteValues<'a>>,
    pub(super) items: Vec<ItemValues<'a>>,
    pub(super) presentation: Form<'a>,
}

#[derive(Serialize)]
pub(super) struct Place {
    pub(super) x: String,
    pub(super) y: String,
}

#[derive(Serialize)]
pub(super) struct Handler<'a> {
    pub(super) item: &'a str,
    pub(super) bind: Option<&'a str>,
    pub(super) position: Option<Place>,
}

#[derive(Serialize)]
pub(super) struct Named<'a> {
    pub(super) name: &'a str,
    pub(super) r#type: &'a str,
    pub(super) description: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Attribute<'a> {
    pub(super) name: &'a str,
    pub(super) r#type: &'a str,
    pub(super) read_only: bool,
    pub(super) configuration: Option<Setting<'a>>,
    pub(super) value: Option<Boxed<'a>>,
    pub(super) description: &'a str,
    /// Neither value nor description: the element is empty.
    pub(super) bare: bool,
}

#[derive(Serialize)]
pub(super) struct Setting<'a> {
    pub(super) id: &'a str,
    pub(super) key: &'a str,
}

/// Boxed, so that `{{#if value}}` is also true for the empty text.
#[derive(Serialize)]
pub(super) struct Boxed<'a> {
    pub(super) text: &'a str,
}

#[derive(Serialize)]
pub(super) struct NoteValues<'a> {
    pub(super) at: Place,
    pub(super) size: Place,
    pub(super) color: Option<&'a str>,
    pub(super) text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ItemValues<'a> {
    pub(super) name: &'a str,
    pub(super) r#type: &'a str,
    pub(super) prototype: Option<&'a str>,
    pub(super) out_name: Option<&'a str>,
    pub(super) catch_name: Option<&'a str>,
    pub(super) content_mode: Option<&'a str>,
    pub(super) business_status: Option<&'a str>,
    pub(super) throw_bind_name: Option<&'a str>,
    pub(super) script_module: Option<&'a str>,
    pub(super) linked_workflow: Option<&'a str>,
    pub(super) launched_workflow: Option<&'a str>,
    pub(super) alt_out_name: Option<&'a str>,
    pub(super) end_mode: Option<&'static str>,
    pub(super) display_name: &'a str,
    pub(super) script: Option<Script<'a>>,
    pub(super) r#in: Bindings<'a>,
    pub(super) out: Option<Bindings<'a>>,
    pub(super) reference: Option<Referred<'a>>,
    pub(super) conditions: Vec<Condition<'a>>,
    pub(super) presentation: Option<Form<'a>>,
    pub(super) calls: Vec<CallValues<'a>>,
    pub(super) catch_script: Option<Script<'a>>,
    pub(super) description: Option<Boxed<'a>>,
    pub(super) position: Place,
}

#[derive(Serialize)]
pub(super) struct Bindings<'a> {
    pub(super) indent: &'static str,
    pub(super) binds: Vec<BindValues<'a>>,
}

#[derive(Serialize)]
pub(super) struct BindValues<'a> {
    pub(super) indent: &'static str,
    pub(super) name: &'a str,
    pub(super) r#type: &'a str,
    pub(super) variable: Option<&'a str>,
    pub(super) unbound: bool,
    pub(super) description: &'a str,
}

#[derive(Serialize)]
pub(super) struct Referred<'a> {
    pub(super) r#type: &'static str,
    pub(super) id: &'a str,
}

#[derive(Serialize)]
pub(super) struct Condition<'a> {
    pub(super) name: &'a str,
    pub(super) r#type: &'a str,
    pub(super) comparator: u8,
    pub(super) label: &'a str,
    pub(super) value: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct CallValues<'a> {
    pub(super) name: &'a str,
    pub(super) workflow: &'a str,
    pub(super) display_name: &'a str,
    pub(super) r#in: Bindings<'a>,
    pub(super) out: Option<Bindings<'a>>,
}
