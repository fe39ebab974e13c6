//! An operation of an HTTP API, as a row of a catalogue describes it.

/// One operation; an action is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// The action's name.
    pub name: String,
    /// What it does; may have several lines.
    pub description: String,
    /// Such as `GET`.
    pub method: String,
    /// The path of the request.
    pub path: Vec<Piece>,
    /// The oldest version of the API that has it, such as `1.24`; none: every one that is spoken.
    pub since: Option<String>,
    /// What is being done, for messages.
    pub doing: Vec<Piece>,
    /// The parameters in the path.
    pub places: Vec<Place>,
    /// What stands behind the `?`.
    pub query: Vec<QueryKey>,
    /// The image whose registry is shown an account.
    pub account: Option<Account>,
    /// What is sent.
    pub body: Option<RequestBody>,
    /// What comes back.
    pub returns: Returns,
    /// How long an answer may take.
    pub seconds: u32,
    /// Whether it may be so already (status 304), and a parameter makes that a failure.
    pub already: bool,
    /// Why no script can do it, and what to use instead.
    pub impossible: Option<String>,
}

/// A part of a text with parameters in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// As it is.
    Text(String),
    /// The value of the parameter of this name.
    Parameter(String),
}

/// A parameter that becomes part of the path: a text that must be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The parameter's name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Whether it may hold slashes, as names of images do.
    pub slashes: bool,
}

/// The parameter whose image reference names the registry to log in to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The parameter's name.
    pub name: String,
    /// What it is, when it has no other use; none for a parameter of the path or the query.
    pub description: Option<String>,
}

/// A key of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryKey {
    /// As the API writes it.
    pub key: String,
    /// The value.
    pub value: QueryValue,
}

impl QueryKey {
    /// The oldest version of the API that knows it, where the operation itself is older.
    #[must_use]
    pub fn since(&self) -> Option<&str> {
        match &self.value {
            QueryValue::Fixed(_) => None,
            QueryValue::Parameter(parameter) => parameter.since.as_deref(),
        }
    }
}

/// Where the value of a query's key comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueryValue {
    /// Always this one: a JavaScript literal.
    Fixed(String),
    /// A parameter.
    Parameter(QueryParameter),
}

/// A parameter that becomes part of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryParameter {
    /// Its name in JavaScript.
    pub name: String,
    /// What it is.
    pub description: String,
    /// What it takes.
    pub data: DataType,
    /// Whether it must be given.
    pub required: bool,
    /// What is sent when it is not given: a JavaScript literal; none: nothing is.
    pub default: Option<String>,
    /// The oldest version of the API that knows it, where the operation itself is older.
    pub since: Option<String>,
    /// The only values there are; empty: all.
    pub choices: Vec<String>,
    /// The smallest and the largest value.
    pub range: (Option<i64>, Option<i64>),
}

/// What a value of a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataType {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// Any number.
    Number,
    /// Yes or no.
    Boolean,
    /// Several texts; in a query, the key again for each.
    Strings,
    /// Several objects.
    Objects,
    /// An object; in a query, as JSON.
    Object,
    /// Whatever JSON can say, as JSON also in a query.
    Json,
    /// Whatever JSON can say.
    Any,
}

impl DataType {
    /// The words of keys of a query.
    pub const OF_QUERIES: [(&'static str, Self); 8] = [
        ("string", Self::String),
        ("integer", Self::Integer),
        ("number", Self::Number),
        ("boolean", Self::Boolean),
        ("string[]", Self::Strings),
        ("object", Self::Object),
        ("json", Self::Json),
        ("any", Self::Any),
    ];

    /// The words of fields of a body.
    pub const OF_BODIES: [(&'static str, Self); 8] = [
        ("string", Self::String),
        ("integer", Self::Integer),
        ("number", Self::Number),
        ("boolean", Self::Boolean),
        ("string[]", Self::Strings),
        ("object[]", Self::Objects),
        ("object", Self::Object),
        ("any", Self::Any),
    ];

    /// The word for it in a row.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Strings => "string[]",
            Self::Objects => "object[]",
            Self::Object => "object",
            Self::Json => "json",
            Self::Any => "any",
        }
    }
}

/// What an operation sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestBody {
    /// What it is.
    pub description: String,
    /// Its form.
    pub form: BodyForm,
    /// Whether it must be given.
    pub required: bool,
    /// The fields that are checked and converted; others pass through.
    pub fields: Vec<BodyField>,
}

/// The form of what is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyForm {
    /// One JSON object.
    Object,
    /// A list of JSON objects.
    List,
    /// A list of texts.
    Texts,
    /// A tar archive as text.
    Tar,
}

/// A field of a JSON object that is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyField {
    /// As the API writes it.
    pub key: String,
    /// Its value.
    pub value: BodyValue,
}

impl BodyField {
    /// The oldest version of the API that knows it, where the operation itself is older.
    #[must_use]
    pub fn since(&self) -> Option<&str> {
        match &self.value {
            BodyValue::Fixed(_) => None,
            BodyValue::Given { since, .. } => since.as_deref(),
        }
    }
}

/// What the value of a field is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyValue {
    /// Always this one: a JavaScript literal.
    Fixed(String),
    /// What is given.
    Given {
        /// What it takes.
        data: DataType,
        /// Whether it must be there.
        required: bool,
        /// The oldest version of the API that knows it, where the operation itself is older.
        since: Option<String>,
    },
}

/// What comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returns {
    /// What it is.
    pub description: String,
    /// Its form.
    pub form: Answer,
}

/// The form of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A JSON document.
    Json,
    /// Text.
    Text,
    /// A stream of reports, in which failures may stand.
    Progress,
    /// A stream of JSON documents.
    Lines,
    /// Output in frames, or raw.
    Log,
    /// The header of this name.
    Header(String),
    /// Nothing.
    Nothing,
}
