use serde::Serialize;

/// What `operation.js.hbs` is given.
#[derive(Serialize)]
pub(super) struct Values<'a> {
    pub(super) name: &'a str,
    /// Root of the project's modules.
    pub(super) module: &'a str,
    /// Line by line.
    pub(super) description: Vec<&'a str>,
    pub(super) parameters: Vec<ParameterValues<'a>>,
    pub(super) returns: Option<ReturnsValues>,
    /// Whether any of the project's `values` is called.
    pub(super) converts: bool,
    /// The largest whole number, where a parameter has no bound of its own.
    pub(super) most: Option<&'static str>,
    /// Parameters that must be there, and become texts before anything else.
    pub(super) texts: Vec<&'a str>,
    pub(super) doing: Vec<PieceValues<'a>>,
    pub(super) since: Option<&'a str>,
    pub(super) method: &'a str,
    pub(super) path: Vec<PieceValues<'a>>,
    pub(super) query: Vec<QueryValues<'a>>,
    pub(super) needs: Vec<NeedValues<'a>>,
    pub(super) body: Option<BodyValues<'a>>,
    pub(super) account: Option<&'a str>,
    pub(super) already: bool,
    pub(super) r#as: String,
    pub(super) seconds: u32,
    pub(super) impossible: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct ParameterValues<'a> {
    pub(super) name: &'a str,
    pub(super) r#type: &'static str,
    pub(super) description: String,
}

#[derive(Serialize)]
pub(super) struct ReturnsValues {
    pub(super) r#type: &'static str,
    pub(super) description: String,
}

/// Either a text or the name of a parameter.
#[derive(Serialize)]
pub(super) struct PieceValues<'a> {
    pub(super) text: Option<&'a str>,
    pub(super) name: Option<&'a str>,
    /// The parameter may be missing.
    pub(super) optional: bool,
    /// What of `engine` makes a part of a path of it.
    pub(super) how: &'static str,
}

/// `values.<how>(<value>, <arguments>)`, or the value as it is, or the default.
#[derive(Serialize)]
pub(super) struct QueryValues<'a> {
    pub(super) key: String,
    pub(super) how: Option<&'static str>,
    pub(super) value: &'a str,
    pub(super) arguments: Vec<String>,
    pub(super) default: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct NeedValues<'a> {
    pub(super) key: String,
    pub(super) version: &'a str,
}

/// What is sent.
#[expect(
    clippy::struct_excessive_bools,
    reason = "a template asks for each by name"
)]
#[derive(Serialize)]
pub(super) struct BodyValues<'a> {
    pub(super) required: bool,
    pub(super) list: bool,
    pub(super) texts: bool,
    pub(super) tar: bool,
    pub(super) fields: Vec<FieldValues>,
    pub(super) fixed: Vec<FixedValues<'a>>,
}

#[derive(Serialize)]
pub(super) struct FieldValues {
    pub(super) key: String,
    pub(super) r#type: &'static str,
    pub(super) required: bool,
}

/// `<access> = <value>`: the field of an object.
#[derive(Serialize)]
pub(super) struct FixedValues<'a> {
    pub(super) access: String,
    pub(super) value: &'a str,
}
