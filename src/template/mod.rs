//! The text of generated elements: embedded Handlebars templates that a project may replace.
//!
//! One file per generated thing holds what its template is given. Texts are escaped for XML
//! unless a template says `{{cdata text}}`; in JavaScript they stand as they are unless a template
//! says `{{quoted text}}`, in YAML `{{plain text}}`. A name that the template's values do not have is an error, so that a
//! slip in a replaced template cannot empty an element unseen.

mod action;
mod choice;
mod configuration;
mod depth;
mod error;
mod given;
#[cfg(test)]
pub(crate) mod golden;
mod operation;
mod plugin;
mod script;
mod shape;
mod workflow;
mod xml;

use handlebars::{Handlebars, Template};
use include_dir::{Dir, include_dir};
use serde::Serialize;

use self::given::Changed;
use crate::diagnostic::closest;

pub use error::Error;
pub use xml::escape;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The templates of one project: the built-in ones, and those that the project replaces.
pub struct Templates {
    /// Those of XML.
    markup: Handlebars<'static>,
    /// All others: JavaScript and YAML.
    plain: Handlebars<'static>,
}

impl Templates {
    /// The built-in templates, some of them replaced: names such as `action.xml.hbs` with texts.
    ///
    /// # Errors
    /// When a replacement does not parse, or there is no built-in template of its name.
    pub fn new(overrides: impl IntoIterator<Item = (String, String)>) -> Result<Self, Error> {
        let mut templates = Self::built_in()?;
        for (name, text) in overrides {
            templates.replace(&name, &text)?;
        }
        Ok(templates)
    }

    /// The built-in templates alone.
    ///
    /// # Errors
    /// When one of them does not parse, which the tests rule out.
    pub fn built_in() -> Result<Self, Error> {
        let mut markup = strict();
        markup.register_escape_fn(xml::escape);
        Changed::by("cdata", xml::cdata).register(&mut markup);
        let mut plain = strict();
        plain.register_escape_fn(handlebars::no_escape);
        Changed::by("quoted", script::literal).register(&mut plain);
        Changed::by("braced", script::braced).register(&mut plain);
        Changed::by("plain", script::plain).register(&mut plain);
        let mut templates = Self { markup, plain };
        for (name, text) in built_in_texts() {
            templates.register(name, text)?;
        }
        Ok(templates)
    }

    /// Replaces one built-in template.
    ///
    /// # Errors
    /// When the text does not parse, or there is no built-in template of that name.
    pub fn replace(&mut self, name: &str, text: &str) -> Result<(), Error> {
        if self.registry(name).has_template(name) {
            shape::check(name, text)?;
            // What is generated has the same line ends on every system.
            let text = text.replace("\r\n", "\n");
            let template = Template::compile_with_name(text, name.to_owned());
            let mut template = template.map_err(|error| Error::syntax(name, &error))?;
            depth::guard(&mut template).map_err(|error| Error::syntax(name, &error))?;
            self.registry_mut(name).register_template(name, template);
            return Ok(());
        }
        Err(Error::Unknown {
            template: name.to_owned(),
            known: match closest(name, names()) {
                Some(close) => format!("did you mean `{close}`?"),
                None => format!("there are `{}`", names().collect::<Vec<_>>().join("`, `")),
            },
        })
    }

    fn register(&mut self, name: &str, text: &str) -> Result<(), Error> {
        self.registry_mut(name)
            .register_template_string(name, text)
            .map_err(|error| Error::syntax(name, &error))
    }

    fn registry_mut(&mut self, name: &str) -> &mut Handlebars<'static> {
        if is_markup(name) {
            &mut self.markup
        } else {
            &mut self.plain
        }
    }

    fn registry(&self, name: &str) -> &Handlebars<'static> {
        if is_markup(name) {
            &self.markup
        } else {
            &self.plain
        }
    }

    /// Renders a template with the values it is given, without the newline at its end.
    ///
    /// # Errors
    /// When the template names a value it is not given, or the result holds a character that XML
    /// forbids.
    pub fn render<T: Serialize>(&self, name: &str, context: &T) -> Result<String, Error> {
        depth::begin();
        let mut text = self
            .registry(name)
            .render(name, context)
            .map_err(|error| Error::rendering(name, &error))?;
        if text.ends_with('\n') {
            text.pop();
        }
        match xml::forbidden(&text) {
            None => Ok(text),
            Some((line, character)) => Err(Error::Forbidden {
                template: name.to_owned(),
                line,
                character,
            }),
        }
    }
}

/// A registry in which a name without a value is an error.
fn strict() -> Handlebars<'static> {
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    registry.register_helper("if", Box::new(choice::Choice { when: true }));
    registry.register_helper("unless", Box::new(choice::Choice { when: false }));
    registry.register_helper(depth::NAME, Box::new(depth::check));
    registry
}

fn is_markup(name: &str) -> bool {
    name.ends_with(".xml.hbs")
}

fn built_in_texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    BUILT_IN
        .files()
        .filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)))
}

fn names() -> impl Iterator<Item = &'static str> {
    built_in_texts().map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn with(text: &str) -> Templates {
        Templates::new([("action.xml.hbs".to_owned(), text.to_owned())]).expect("parses")
    }

    #[test]
    fn texts_are_escaped_and_the_last_newline_goes() {
        let templates = with("<a b=\"{{name}}\"/>\n");
        let text = templates
            .render("action.xml.hbs", &json!({"name": "<\"&'>\t\n"}))
            .expect("renders");
        assert_eq!(text, "<a b=\"&lt;&quot;&amp;'&gt;&#9;&#10;\"/>");
    }

    #[test]
    fn cdata_splits_its_own_end() {
        let text = with("{{cdata x}}")
            .render("action.xml.hbs", &json!({"x": "a]]>b & ]]>"}))
            .expect("renders");
        assert_eq!(text, "<![CDATA[a]]]]><![CDATA[>b & ]]]]><![CDATA[>]]>");
    }

    #[test]
    fn a_missing_value_is_named_with_template_and_line() {
        for (text, line) in [
            ("a\n{{nme}}", 2),
            ("{{cdata nme}}", 1),
            ("{{#if nme}}x{{/if}}", 1),
            ("\n\n{{#each nme}}x{{/each}}", 3),
        ] {
            let error = with(text)
                .render("action.xml.hbs", &json!({"name": "x"}))
                .expect_err(text);
            assert_eq!(
                error.to_string(),
                format!("template `action.xml.hbs`, line {line}: there is no value `nme`")
            );
        }
    }

    #[test]
    fn characters_that_xml_forbids_are_refused() {
        let error = with("a\n{{cdata x}}")
            .render("action.xml.hbs", &json!({"x": "\u{1}"}))
            .expect_err("forbidden");
        assert_eq!(
            error.to_string(),
            "template `action.xml.hbs` gives a document with the character U+0001 in line 2, \
             which XML forbids"
        );
    }

    #[test]
    fn a_replacement_that_does_not_parse_names_its_file_and_line() {
        let error = Templates::new([("action.xml.hbs".to_owned(), "a\n{{#if x}}".to_owned())])
            .err()
            .expect("does not parse");
        assert!(
            error
                .to_string()
                .starts_with("template `action.xml.hbs`, line "),
            "{error}"
        );
    }

    #[test]
    fn only_built_in_templates_can_be_replaced() {
        let error = Templates::new([("actoin.xml.hbs".to_owned(), String::new())])
            .err()
            .expect("unknown");
        assert_eq!(
            error.to_string(),
            "there is no template `actoin.xml.hbs` to replace: did you mean `action.xml.hbs`?"
        );
    }
}
