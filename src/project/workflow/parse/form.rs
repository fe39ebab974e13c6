//! Pages and groups of a form.

use super::super::syntax::{Block, Form};
use super::Parser;
use crate::project::document::Node;

impl Parser<'_> {
    pub(super) fn form(&mut self, node: &Node) -> Option<Form> {
        let mut fields = self.open("a form", node)?;
        let description = fields
            .text("description")
            .map(|word| word.value)
            .unwrap_or_default();
        let pages = fields.list("pages").unwrap_or_default();
        let pages = pages
            .iter()
            .filter_map(|page| self.block(page, true))
            .collect();
        fields.require(&["pages"]);
        fields.finish(self.report);
        Some(Form { description, pages })
    }

    /// A page, which takes groups, or a group, which does not.
    fn block(&mut self, node: &Node, page: bool) -> Option<Block> {
        let mut fields = self.open(if page { "a page" } else { "a group" }, node)?;
        let title = fields
            .text("title")
            .map(|word| word.value)
            .unwrap_or_default();
        let description = fields
            .text("description")
            .map(|word| word.value)
            .unwrap_or_default();
        let shown = Self::shown(&mut fields);
        let names = fields.texts("fields").unwrap_or_default();
        let mut groups = Vec::new();
        if page {
            for group in fields.list("groups").unwrap_or_default() {
                groups.extend(self.block(group, false));
            }
        }
        fields.finish(self.report);
        Some(Block {
            title,
            description,
            shown,
            fields: names,
            groups,
        })
    }
}
