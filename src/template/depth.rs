//! How deep partials of a replaced template may include each other. A partial may include itself, as
//! forms within forms need; one that never ends would take all of the stack, and the program with it.

use std::cell::Cell;

use handlebars::template::TemplateElement;
use handlebars::{
    Context, Handlebars, Helper, HelperResult, Output, RenderContext, RenderErrorReason, Template,
    TemplateError,
};

/// Bytes of the stack; a quarter of what threads have by default.
const MOST: usize = 512 << 10;

/// The helper that stands in front of every partial of a guarded template.
pub(super) const NAME: &str = "not_too_deep";

thread_local! {
    /// Where the stack was when the rendering that this thread does began.
    static BEGAN: Cell<usize> = const { Cell::new(0) };
}

/// A rendering begins.
pub(super) fn begin() {
    BEGAN.set(here());
}

/// An address in the caller's part of the stack.
#[inline(never)]
fn here() -> usize {
    let local = 0_u8;
    std::ptr::from_ref(&local).addr()
}

/// `{{not_too_deep}}`: nothing, or an error.
pub(super) fn check(
    _: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    _: &mut dyn Output,
) -> HelperResult {
    if here().abs_diff(BEGAN.get()) > MOST {
        let problem = "partials include each other too deep, or for ever".to_owned();
        return Err(RenderErrorReason::Other(problem).into());
    }
    Ok(())
}

/// Puts the check in front of every partial.
pub(super) fn guard(template: &mut Template) -> Result<(), TemplateError> {
    let check = Template::compile(&format!("{{{{{NAME}}}}}"))?.elements;
    insert(template, &check);
    Ok(())
}

fn insert(template: &mut Template, check: &[TemplateElement]) {
    for index in (0..template.elements.len()).rev() {
        let inner = match &mut template.elements[index] {
            TemplateElement::HelperBlock(block) => {
                [block.template.as_mut(), block.inverse.as_mut()]
            }
            TemplateElement::DecoratorBlock(block) | TemplateElement::PartialBlock(block) => {
                [block.template.as_mut(), None]
            }
            _ => [None, None],
        };
        for inner in inner.into_iter().flatten() {
            insert(inner, check);
        }
        if matches!(
            template.elements[index],
            TemplateElement::PartialExpression(_) | TemplateElement::PartialBlock(_)
        ) {
            template
                .elements
                .splice(index..index, check.iter().cloned());
            // Faults are said to be where the partial is.
            if let Some(place) = template.mapping.get(index).cloned() {
                template.mapping.insert(index, place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::template::{Templates, strict};

    fn value() -> Value {
        let mut value = json!({"name": 0, "inner": null});
        for name in 1..10 {
            value = json!({"name": name, "inner": value});
        }
        value
    }

    fn render(texts: &[(&str, &str)]) -> Result<String, String> {
        let texts = texts.iter();
        let texts = texts.map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        let templates = Templates::new(texts).expect("parses");
        let text = templates.render("action.xml.hbs", &value());
        text.map_err(|error| error.to_string())
    }

    #[test]
    fn partials_that_never_end_are_an_error() {
        let without_end = |line| {
            format!(
                "template `action.xml.hbs`, line {line}: partials include each other too deep, or for ever"
            )
        };
        let error = render(&[
            ("action.xml.hbs", "<a>\n{{> configuration.xml.hbs}}"),
            ("configuration.xml.hbs", "{{> action.xml.hbs}}"),
        ]);
        let error = error.expect_err("never ends");
        assert!(error.ends_with("too deep, or for ever"), "{error}");
        for text in [
            "{{#*inline \"a\"}}{{> b}}{{/inline}}{{#*inline \"b\"}}\n{{#if name}}{{> a}}{{else}}{{> a}}{{/if}}{{/inline}}{{> a}}",
            "{{#*inline \"a\"}}{{#> b}}{{/b}}{{/inline}}{{#*inline \"b\"}}{{#> a}}x{{/a}}{{/inline}}\n{{> a}}",
        ] {
            let error = render(&[("action.xml.hbs", text)]).expect_err("never ends");
            assert!(
                error == without_end(1) || error == without_end(2),
                "{error}"
            );
        }
    }

    #[test]
    fn partials_that_end_are_rendered_as_ever() {
        let texts = [
            "{{#*inline \"a\"}}{{name}}{{#if inner}}{{#with inner}}{{> a}}{{/with}}{{/if}}{{/inline}}\n  {{> a}}\n",
            "{{#*inline \"a\"}}\n{{name}}\nb\n{{/inline}}\n<x>\n  {{> a}}\n  {{~> a}} {{> a name=5~}}\n</x>",
            "{{#*inline \"a\"}}<{{> @partial-block}}>{{/inline}}\n  {{#> a}}\n  b\n{{name}}{{/a}}\n",
        ];
        for text in texts {
            let mut plain = strict();
            plain.register_template_string("t", text).expect("parses");
            let expected = plain.render("t", &value()).expect("renders");
            let mut guarded = Template::compile_with_name(text, "t".to_owned()).expect("parses");
            guard(&mut guarded).expect("parses");
            plain.register_template("t", guarded);
            begin();
            assert_eq!(plain.render("t", &value()).expect("renders"), expected);
        }
        let text = render(&[("action.xml.hbs", texts[0])]);
        assert_eq!(text.as_deref().map(str::trim), Ok("9876543210"));
    }
}
