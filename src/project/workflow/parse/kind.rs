//! What a step does, with the keys of its kind.

use super::super::syntax::{Argument, Call, Cases, Decider, Kind, Mode, Step, Test, Thrown};
use super::Parser;
use crate::diagnostic::Sourced;
use crate::project::document::{Fields, Node, Value};

impl Parser<'_> {
    /// What a step does, by the key that says so.
    pub(super) fn kind(
        &mut self,
        key: &'static str,
        number: usize,
        fields: &mut Fields<'_>,
    ) -> Option<Kind> {
        match key {
            "script" => self.script(fields),
            "action" => {
                let name = fields.text("action");
                let with = self.arguments(fields.node("with"));
                let result = fields.text("result");
                name.map(|name| Kind::Action { name, with, result })
            }
            "workflow" => self.workflow(fields),
            "if" => {
                let condition = fields.node("if").and_then(|node| self.code(node));
                let (then, otherwise) = self.branches(fields);
                Some(Kind::If {
                    condition: condition?,
                    then,
                    otherwise,
                })
            }
            "decide" => self.decide(fields),
            "switch" => self.switch(number, fields),
            "while" => {
                let condition = fields.node("while").and_then(|node| self.code(node));
                let steps = self.list(fields, "steps");
                fields.require(&["steps"]);
                Some(Kind::While {
                    condition: condition?,
                    steps,
                })
            }
            "foreach" => self.foreach(fields),
            "together" => self.together(fields),
            "ask" => Some(self.ask(fields)),
            "wait" => fields.text("wait").map(Kind::Wait),
            "throw" => self.throw(fields),
            "end" => {
                fields.node("end");
                Some(Kind::End)
            }
            _ => fields.text("goto").map(Kind::Goto),
        }
    }

    /// The steps below a key.
    pub(super) fn list(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Vec<Step> {
        fields
            .node(key)
            .map(|node| self.steps(node))
            .unwrap_or_default()
    }

    fn branches(&mut self, fields: &mut Fields<'_>) -> (Vec<Step>, Vec<Step>) {
        let branches = (self.list(fields, "then"), self.list(fields, "else"));
        if !fields.has("else") {
            fields.require(&["then"]);
        }
        branches
    }

    fn script(&mut self, fields: &mut Fields<'_>) -> Option<Kind> {
        fields.text("script");
        let inputs = self.arguments(fields.node("in"));
        let outputs = self.arguments(fields.node("out"));
        let code = fields.node("code").and_then(|node| self.code(node));
        fields.require(&["code"]);
        Some(Kind::Script {
            inputs,
            outputs,
            code: code?,
        })
    }

    fn workflow(&mut self, fields: &mut Fields<'_>) -> Option<Kind> {
        #[derive(Clone, Copy)]
        enum Word {
            Run,
            Start,
            Schedule,
        }
        let callee = fields.node("workflow").and_then(|node| self.callee(node));
        let with = self.arguments(fields.node("with"));
        let words = [
            ("run", Word::Run),
            ("start", Word::Start),
            ("schedule", Word::Schedule),
        ];
        let mode = match fields.text("mode") {
            None => Word::Run,
            Some(word) => self.one_of(&word, &words).unwrap_or_else(|| {
                fields.allow(&["outputs", "result", "at"]);
                Word::Run
            }),
        };
        let (mut outputs, mut result, mut at) = (Vec::new(), None, None);
        match mode {
            Word::Run => outputs = self.arguments(fields.node("outputs")),
            Word::Start => result = fields.text("result"),
            Word::Schedule => {
                result = fields.text("result");
                at = fields.text("at");
                fields.require(&["at"]);
            }
        }
        let mode = match mode {
            Word::Run => Mode::Run,
            Word::Start => Mode::Start { result },
            Word::Schedule => Mode::Schedule { at, result },
        };
        Some(Kind::Workflow {
            callee: callee?,
            with,
            outputs,
            mode,
        })
    }

    fn decide(&mut self, fields: &mut Fields<'_>) -> Option<Kind> {
        let decider = fields.node("decide").and_then(|node| self.decider(node));
        let with = self.arguments(fields.node("with"));
        let (then, otherwise) = self.branches(fields);
        Some(Kind::Decide {
            decider: decider?,
            with,
            then,
            otherwise,
        })
    }

    /// An action, or `{ workflow: … }`.
    fn decider(&mut self, node: &Node) -> Option<Decider> {
        if let Value::Text(name) = &node.value {
            return Some(Decider::Action(Sourced::new(
                name.clone(),
                node.span.clone(),
            )));
        }
        let mut fields = self.open("a decision", node)?;
        let callee = fields.node("workflow").and_then(|node| self.callee(node));
        fields.require(&["workflow"]);
        fields.finish(self.report);
        callee.map(Decider::Workflow)
    }

    fn switch(&mut self, number: usize, fields: &mut Fields<'_>) -> Option<Kind> {
        let variable = fields.text("switch");
        let mut tests: Vec<Test> = Vec::new();
        for node in fields.list("cases").unwrap_or_default() {
            let Some(mut case) = self.open("a case", node) else {
                continue;
            };
            let equals = case.node("equals");
            let condition = case.node("if").and_then(|node| self.code(node));
            if equals.is_some() && case.has("if") {
                let span = case.key_span("if");
                self.error(
                    "two-tests",
                    span,
                    "a case has either `equals` or `if`",
                    "make two cases of it",
                );
            } else if !case.has("if") {
                case.require(&["equals"]);
            }
            // The item comes before its steps; the first one is the step's own.
            let joins = equals.is_some()
                && matches!(
                    tests.last(),
                    Some(Test {
                        cases: Cases::Equal(_),
                        ..
                    })
                );
            let own = match (joins, tests.is_empty()) {
                (true, _) => 0,
                (false, true) => number,
                (false, false) => self.number(),
            };
            let steps = self.list(&mut case, "steps");
            case.require(&["steps"]);
            case.finish(self.report);
            match (equals, condition, tests.last_mut()) {
                (
                    Some(value),
                    _,
                    Some(Test {
                        cases: Cases::Equal(cases),
                        ..
                    }),
                ) if joins => {
                    cases.push((value.clone(), steps));
                }
                (Some(value), ..) => tests.push(Test {
                    number: own,
                    cases: Cases::Equal(vec![(value.clone(), steps)]),
                }),
                (None, Some(code), _) => tests.push(Test {
                    number: own,
                    cases: Cases::If(code, steps),
                }),
                (None, None, _) => {}
            }
        }
        let default = self.list(fields, "default");
        fields.require(&["cases"]);
        Some(Kind::Switch {
            variable: variable?,
            tests,
            default,
        })
    }

    fn foreach(&mut self, fields: &mut Fields<'_>) -> Option<Kind> {
        let callee = fields.node("foreach").and_then(|node| self.callee(node));
        let over = self.arguments(fields.node("over"));
        let with = self.arguments(fields.node("with"));
        let collect = self.arguments(fields.node("collect"));
        let on_turn_error = fields
            .node("on-turn-error")
            .and_then(|node| self.code(node));
        fields.require(&["over"]);
        Some(Kind::Foreach {
            callee: callee?,
            over,
            with,
            collect,
            on_turn_error,
        })
    }

    fn together(&mut self, fields: &mut Fields<'_>) -> Option<Kind> {
        let mut calls = Vec::new();
        for node in fields.list("together")? {
            let Some(mut call) = self.open("a call", node) else {
                continue;
            };
            let callee = call.node("workflow").and_then(|node| self.callee(node));
            let with: Vec<Argument> = self.arguments(call.node("with"));
            let outputs = self.arguments(call.node("outputs"));
            let title = call.text("title").map(|word| word.value);
            let span = call.key_span("workflow");
            call.require(&["workflow"]);
            call.finish(self.report);
            if let Some(callee) = callee {
                calls.push(Call {
                    span,
                    callee,
                    title,
                    with,
                    outputs,
                });
            }
        }
        if calls.is_empty() {
            self.error(
                "no-calls",
                fields.key_span("together"),
                "nothing is started together",
                "list calls: `- workflow: …`",
            );
        }
        Some(Kind::Together(calls))
    }

    fn ask(&mut self, fields: &mut Fields<'_>) -> Kind {
        fields.text("ask");
        let asked = fields.map("fields").unwrap_or_default();
        let asked = asked
            .iter()
            .filter_map(|(name, node)| self.field(name, node, true))
            .collect();
        let form = fields.node("form").and_then(|node| self.form(node));
        let (users, groups, until) = (
            fields.text("users"),
            fields.text("groups"),
            fields.text("until"),
        );
        fields.require(&["fields"]);
        Kind::Ask {
            fields: asked,
            form,
            users,
            groups,
            until,
        }
    }

    /// A variable; or a text, which stands in quotes or in a block.
    fn throw(&mut self, fields: &mut Fields<'_>) -> Option<Kind> {
        let word = fields.text("throw")?;
        let raw = self.source.get(word.span.clone()).unwrap_or_default();
        let plain = raw == word.value;
        let name = word
            .value
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '$'));
        Some(Kind::Throw(if plain && name {
            Thrown::Variable(word)
        } else {
            Thrown::Text(word)
        }))
    }
}
