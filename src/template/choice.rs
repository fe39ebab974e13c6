use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, JsonTruthy, Output, RenderContext,
    RenderError, RenderErrorReason, Renderable,
};

/// `{{#if value}}` and `{{#unless value}}`, which refuse a value that is not there.
///
/// Those that come with Handlebars take it as false even in strict mode, so that a slip in a name
/// would leave a part out unseen.
pub(super) struct Choice {
    /// What the value must be for the first part to be rendered.
    pub(super) when: bool,
}

impl HelperDef for Choice {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        state: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let parameter = helper
            .param(0)
            .ok_or(RenderErrorReason::ParamNotFoundForIndex("if", 0))?;
        if parameter.is_value_missing() {
            return Err(RenderError::strict_error(parameter.relative_path()));
        }
        let part = if parameter.value().is_truthy(false) == self.when {
            helper.template()
        } else {
            helper.inverse()
        };
        part.map_or(Ok(()), |part| part.render(registry, context, state, out))
    }
}
