//! The schema of `vso.xml`, as a table: plug-in descriptor, version 4.1.
//!
//! Order of children is free; a child stands at most once unless it is in `many`. Servers do not
//! validate strictly (released plug-ins break these rules), so a breach is a concern.

use crate::codec::xml::Node;

/// What the schema says of one element.
struct Rule {
    name: &'static str,
    required: &'static [&'static str],
    optional: &'static [&'static str],
    once: &'static [&'static str],
    many: &'static [&'static str],
}

const fn rule(
    name: &'static str,
    required: &'static [&'static str],
    optional: &'static [&'static str],
    once: &'static [&'static str],
    many: &'static [&'static str],
) -> Rule {
    Rule {
        name,
        required,
        optional,
        once,
        many,
    }
}

const RULES: &[Rule] = &[
    rule(
        "module",
        &["name", "version", "build-number", "image"],
        &[
            "display-name",
            "interface-mapping-allowed",
            "platform-version",
            "plugin-package",
        ],
        &[
            "description",
            "webview-components-library",
            "configuration",
            "installation",
            "classpath",
            "inventory",
            "finder-datasources",
            "finders",
            "scripting-objects",
            "enumerations",
        ],
        &[],
    ),
    rule(
        "webview-components-library",
        &["jar", "specification-path"],
        &[],
        &[],
        &[],
    ),
    rule(
        "configuration",
        &["icon", "adaptor-class"],
        &["configuration-war", "validation"],
        &[],
        &[],
    ),
    rule("installation", &["mode"], &[], &[], &["action"]),
    rule("action", &[], &["resource", "type"], &[], &[]),
    rule("classpath", &[], &["parent"], &[], &["file"]),
    rule("file", &[], &["path"], &[], &[]),
    rule("inventory", &["type"], &[], &[], &[]),
    rule("finder-datasources", &[], &[], &[], &["finder-datasource"]),
    rule(
        "finder-datasource",
        &["name", "adaptor-class"],
        &[
            "concurrent-call",
            "invoker-mode",
            "direct-invoker",
            "anonymous-login-mode",
            "timeout-fetch-relation",
            "timeout-find-all",
            "timeout-find",
            "timeout-has-children-in-relation",
            "timeout-execute-plugin-command",
        ],
        &[],
        &[],
    ),
    rule("finders", &[], &[], &[], &["finder"]),
    rule(
        "finder",
        &["type", "datasource"],
        &[
            "dynamic-finder",
            "dynamic-types",
            "hidden",
            "image",
            "java-class",
            "script-object",
        ],
        &[
            "id",
            "description",
            "properties",
            "default-sorting",
            "inventory-children",
            "relations",
            "inventory-tabs",
            "events",
        ],
        &[],
    ),
    rule("id", &["accessor"], &[], &[], &[]),
    rule("properties", &[], &[], &[], &["property"]),
    rule(
        "property",
        &["name"],
        &[
            "display-name",
            "bean-property",
            "property-accessor",
            "show-in-column",
            "show-in-description",
            "linked-enumeration",
            "hidden",
        ],
        &[],
        &[],
    ),
    rule("default-sorting", &[], &[], &[], &["sorting"]),
    rule("sorting", &["property-name", "order"], &[], &[], &[]),
    rule("inventory-children", &[], &[], &[], &["relation-link"]),
    rule("relation-link", &["name"], &[], &[], &[]),
    rule("relations", &[], &[], &[], &["relation"]),
    rule("relation", &["name", "type"], &["cardinality"], &[], &[]),
    rule("inventory-tabs", &[], &[], &[], &["inventory-tab"]),
    rule(
        "inventory-tab",
        &["type", "display-name"],
        &["finder-type", "relation-name", "follow-selection"],
        &[],
        &[],
    ),
    rule("events", &[], &[], &[], &["trigger", "gauge"]),
    rule(
        "trigger",
        &["name"],
        &[],
        &["description", "trigger-properties"],
        &[],
    ),
    rule("trigger-properties", &[], &[], &[], &["trigger-property"]),
    rule(
        "trigger-property",
        &["name", "type"],
        &["display-name"],
        &[],
        &[],
    ),
    rule(
        "gauge",
        &["name", "unit"],
        &["min-value", "max-value", "format"],
        &["description"],
        &[],
    ),
    rule("scripting-objects", &[], &[], &[], &["object"]),
    rule(
        "object",
        &["script-name", "java-class"],
        &["create", "strict", "is-deprecated", "since-version"],
        &[
            "description",
            "deprecated",
            "url",
            "constructors",
            "attributes",
            "methods",
            "singleton",
        ],
        &[],
    ),
    rule("constructors", &[], &[], &[], &["constructor"]),
    rule("constructor", &[], &[], &["description", "parameters"], &[]),
    rule("parameters", &[], &[], &[], &["parameter"]),
    rule(
        "parameter",
        &["type", "name"],
        &["is-optional", "since-version"],
        &[],
        &[],
    ),
    rule("attributes", &[], &[], &[], &["attribute"]),
    rule(
        "attribute",
        &["script-name", "java-name"],
        &[
            "return-type",
            "read-only",
            "is-optional",
            "show-in-api",
            "is-deprecated",
            "since-version",
        ],
        &[],
        &[],
    ),
    rule("methods", &[], &[], &[], &["method"]),
    rule(
        "method",
        &["script-name", "java-name"],
        &[
            "return-type",
            "static",
            "show-in-api",
            "is-deprecated",
            "since-version",
        ],
        &["description", "deprecated", "parameters"],
        &["example"],
    ),
    rule("example", &[], &[], &["code", "description"], &[]),
    rule("singleton", &["script-name", "datasource"], &[], &[], &[]),
    rule(
        "enumerations",
        &[],
        &[],
        &[],
        &["dynamic-enumeration", "enumeration"],
    ),
    rule("dynamic-enumeration", &[], &[], &[], &[]),
    rule(
        "enumeration",
        &["type"],
        &[],
        &["description", "url", "entries"],
        &[],
    ),
    rule("entries", &[], &[], &[], &["entry"]),
    rule("entry", &["id", "name"], &[], &[], &[]),
    rule("description", &[], &[], &[], &[]),
    rule("deprecated", &[], &[], &[], &[]),
    rule("url", &[], &[], &[], &[]),
    rule("code", &[], &[], &[], &[]),
];

/// Attributes whose values are a closed list.
const WORDS: &[(&str, &str, &[&str])] = &[
    ("installation", "mode", &["never", "always", "version"]),
    (
        "action",
        "type",
        &["install-package", "execute-workflow", "execute-script"],
    ),
    ("configuration", "validation", &["enabled", "disabled"]),
    ("finder-datasource", "invoker-mode", &["direct", "timeout"]),
    (
        "finder-datasource",
        "anonymous-login-mode",
        &["never", "always", "internal"],
    ),
    ("relation", "cardinality", &["to-one", "to-many"]),
    ("inventory-tab", "type", &["query", "relation"]),
    ("sorting", "order", &["ascending", "descending"]),
];

/// Every breach by one element, its children not included.
pub(super) fn breaches(path: &str, node: &Node) -> Vec<String> {
    let Some(rule) = RULES.iter().find(|rule| rule.name == node.name) else {
        return vec![format!("`<{path}>` is not known")];
    };
    let mut breaches = Vec::new();
    for name in rule.required {
        if node.attribute(name).is_none() {
            breaches.push(format!("`<{path}>` has no attribute `{name}`"));
        }
    }
    for (name, value) in &node.attributes {
        let known =
            rule.required.contains(&name.as_str()) || rule.optional.contains(&name.as_str());
        let of_xml = path == "module" && (name == "noNamespaceSchemaLocation" || name == "xsi");
        if !known && !of_xml {
            breaches.push(format!("`<{path}>` has an unknown attribute `{name}`"));
        }
        let words = WORDS
            .iter()
            .find(|(element, attribute, _)| *element == node.name && *attribute == name);
        if let Some((_, _, words)) = words
            && !words.contains(&value.as_str())
        {
            breaches.push(format!(
                "`<{path} {name}>` is `{value}`, not one of {}",
                words.join(", ")
            ));
        }
    }
    for (position, child) in node.children.iter().enumerate() {
        let name = child.name.as_str();
        if rule.many.contains(&name) {
            continue;
        }
        if !rule.once.contains(&name) {
            breaches.push(format!("`<{path}>` must not hold `<{name}>`"));
        } else if node.children[..position]
            .iter()
            .any(|earlier| earlier.name == name)
        {
            breaches.push(format!("`<{path}>` holds `<{name}>` more than once"));
        }
    }
    if node.name == "finder-datasources" && node.children.is_empty() {
        breaches.push(format!("`<{path}>` is empty"));
    }
    breaches
}
