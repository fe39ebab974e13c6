use std::fmt;

/// The name of a type as the server writes it, with its brackets and slashes balanced.
///
/// `string`, `Array/string`, `DynamicTypes:Coopto.DockerNode`,
/// `Array/CompositeType(type:string,port:number):port`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeName(String);

/// A text that names no type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IllegalType(pub String);

impl fmt::Display for IllegalType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not the name of a type", self.0.escape_debug())
    }
}

impl std::error::Error for IllegalType {}

/// The types every server has, besides those of plug-ins.
const CORE: &[&str] = &[
    "string",
    "number",
    "boolean",
    "Date",
    "SecureString",
    "EncryptedString",
    "Any",
    "void",
    "Properties",
    "Path",
    "MimeAttachment",
    "Regexp",
    "Text",
    "URL",
    "File",
    "Credential",
    "KeyValuePair",
    "ConfigurationElement",
    "ConfigurationElementCategory",
    "ResourceElement",
    "ResourceElementCategory",
    "Workflow",
    "WorkflowCategory",
    "WorkflowToken",
    "WorkflowItemInfo",
    "Task",
    "Action",
    "ActionResult",
    "LdapUser",
    "LdapGroup",
    "Policy",
    "PolicyTemplate",
    "Package",
    "Trigger",
    "VersionHistoryItem",
    "LogEvent",
    "Permission",
    "Tag",
    "Object",
    "Function",
    "NotFound",
    "XML",
    "SDKObject",
    "AuthorizationElement",
    "Authorization",
    "WebView",
    "WebViewComponent",
];

impl TypeName {
    /// Takes a type as it stands in a package: any non-empty text without control characters.
    ///
    /// # Errors
    /// When the text is empty, holds a control character, or is nested as no type is.
    pub fn new(name: impl Into<String>) -> Result<Self, IllegalType> {
        let name = name.into();
        if name.is_empty() || name.chars().any(char::is_control) || is_too_deep(&name) {
            return Err(IllegalType(name));
        }
        Ok(Self(name))
    }

    /// `void`, the type of nothing.
    #[must_use]
    pub fn void() -> Self {
        Self("void".to_owned())
    }

    /// `string`.
    #[must_use]
    pub fn string() -> Self {
        Self("string".to_owned())
    }

    /// `number`.
    #[must_use]
    pub fn number() -> Self {
        Self("number".to_owned())
    }

    /// `Any`, which every type fits.
    #[must_use]
    pub fn any() -> Self {
        Self("Any".to_owned())
    }

    /// The array of this type.
    #[must_use]
    pub fn array(&self) -> Self {
        Self(format!("Array/{}", self.0))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The type of an array's items.
    #[must_use]
    pub fn item(&self) -> Option<Self> {
        self.0
            .strip_prefix("Array/")
            .map(|item| Self(item.to_owned()))
    }

    /// The fields of a `CompositeType(…):Name`.
    #[must_use]
    pub fn fields(&self) -> Option<Vec<(String, Self)>> {
        let inner = self.0.strip_prefix("CompositeType(")?;
        let (inner, _name) = inner.split_at(closing(inner)?);
        let mut fields = Vec::new();
        for field in split_at_depth_zero(inner) {
            let (name, type_name) = field.split_once(':')?;
            fields.push((name.trim().to_owned(), Self(type_name.trim().to_owned())));
        }
        Some(fields)
    }

    /// Whether this is a type every server has, a type of a plug-in, or built of those.
    #[must_use]
    pub fn is_known(&self) -> bool {
        if let Some(item) = self.item() {
            return item.is_known();
        }
        if self.0.starts_with("CompositeType(") {
            return self.fields().is_some_and(|fields| {
                !fields.is_empty()
                    && fields
                        .iter()
                        .all(|(name, type_name)| !name.is_empty() && type_name.is_known())
            });
        }
        CORE.contains(&self.0.as_str()) || self.is_plugin_type()
    }

    /// Whether it has the form `Plugin:Type`.
    #[must_use]
    pub fn is_plugin_type(&self) -> bool {
        self.plugin().is_some()
    }

    /// The plug-in of a `Plugin:Type`.
    #[must_use]
    pub fn plugin(&self) -> Option<&str> {
        let (plugin, rest) = self.0.split_once(':')?;
        let word = |text: &str| {
            !text.is_empty()
                && text
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$'))
        };
        (word(plugin) && word(rest)).then_some(plugin)
    }

    /// Names of the types every server has, for suggestions.
    #[must_use]
    pub fn core() -> &'static [&'static str] {
        CORE
    }

    /// Whether a value of this type may be bound to a place of that type.
    ///
    /// `Any` takes and gives everything; capitals in `String` and `Number` are old spellings.
    #[must_use]
    pub fn fits(&self, place: &Self) -> bool {
        let (from, to) = (old_spelling(&self.0), old_spelling(&place.0));
        if from == to || from == "Any" || to == "Any" {
            return true;
        }
        if let (Some(from), Some(to)) = (self.item(), place.item()) {
            return from.fits(&to);
        }
        // Secure strings are strings inside scripts, and the generic dynamic object stands for each.
        matches!(
            (from, to),
            ("SecureString" | "Path" | "Regexp", "string")
                | ("string", "SecureString" | "Path" | "Regexp")
        ) || dynamic(from, to)
            || dynamic(to, from)
    }
}

fn dynamic(general: &str, special: &str) -> bool {
    general == "DynamicTypes:DynamicObject" && special.starts_with("DynamicTypes:")
}

fn old_spelling(name: &str) -> &str {
    match name {
        "String" => "string",
        "Number" => "number",
        "Boolean" => "boolean",
        other => other,
    }
}

/// How deep arrays, and how deep composites, may be nested: who goes down a type calls itself.
const DEEPEST: usize = 16;

fn is_too_deep(name: &str) -> bool {
    let mut depth = 0_usize;
    let mut brackets = name.bytes().map(|byte| {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth
    });
    brackets.any(|depth| depth > DEEPEST) || name.contains(&"Array/".repeat(DEEPEST + 1))
}

/// Index of the bracket that closes the one before the text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 1;
    for (index, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(index);
        }
    }
    None
}

fn split_at_depth_zero(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (index, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

impl fmt::Display for TypeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn type_name(text: &str) -> TypeName {
        TypeName::new(text).expect(text)
    }

    #[test]
    fn no_type_is_nested_without_end() {
        let composites = |count| {
            format!(
                "{}string{}",
                "CompositeType(a:".repeat(count),
                "):b".repeat(count)
            )
        };
        for nested in [
            |count| "Array/".repeat(count) + "string",
            composites as fn(usize) -> String,
        ] {
            assert!(type_name(&nested(DEEPEST)).is_known());
            assert!(TypeName::new(nested(DEEPEST + 1)).is_err());
        }
        let wide = format!("CompositeType({}):a", ["a:Array/string"; 100].join(","));
        assert!(type_name(&wide).is_known(), "wide is not deep");
    }

    #[test]
    fn known_types() {
        for text in [
            "string",
            "Array/string",
            "Array/DynamicTypes:Coopto.DockerImage",
            "VC:VirtualMachine",
            "CompositeType(type:string,port:number):port",
            "Array/CompositeType(container:Coopto:DockerContainer,alias:string):link",
            "CompositeType(a:CompositeType(b:string):x):",
        ] {
            assert!(type_name(text).is_known(), "{text}");
        }
        for text in [
            "strng",
            "Array/",
            "VC:",
            "CompositeType()",
            "CompositeType(a:strng):x",
            "a b:c",
        ] {
            assert!(!type_name(text).is_known(), "{text}");
        }
    }

    #[test]
    fn what_fits_where() {
        for (from, to, fits) in [
            ("string", "string", true),
            ("String", "string", true),
            ("number", "string", false),
            ("Any", "number", true),
            ("Array/string", "Array/Any", true),
            ("Array/string", "string", false),
            ("DynamicTypes:A.B", "DynamicTypes:DynamicObject", true),
            ("DynamicTypes:A.B", "DynamicTypes:A.C", false),
        ] {
            assert_eq!(type_name(from).fits(&type_name(to)), fits, "{from} to {to}");
        }
    }
}
