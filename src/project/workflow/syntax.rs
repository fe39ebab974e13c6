//! A workflow file as it is written, decoded and not yet understood.

use std::ops::Range;

use crate::diagnostic::Sourced;
use crate::model::TypeName;
use crate::model::workflow::Resume;
use crate::project::document::Node;

/// A word with its place.
pub(super) type Word = Sourced<String>;

/// The whole file.
#[derive(Debug, Default)]
pub(super) struct File {
    pub(super) description: String,
    pub(super) allowed: Option<String>,
    pub(super) icon: Option<Word>,
    pub(super) stops: bool,
    pub(super) resume: Resume,
    pub(super) start_from: Vec<Word>,
    pub(super) inputs: Vec<Field>,
    pub(super) outputs: Vec<Output>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) form: Option<Form>,
    pub(super) steps: Vec<Step>,
    pub(super) on_error: Option<OnError>,
    pub(super) notes: Vec<crate::model::workflow::Note>,
}

#[derive(Debug)]
pub(super) struct Output {
    pub(super) name: Word,
    /// None when it is not known, which has been reported.
    pub(super) type_name: Option<TypeName>,
    pub(super) description: String,
}

#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) name: Word,
    pub(super) type_name: Option<TypeName>,
    pub(super) value: Option<Node>,
    pub(super) read_only: bool,
    pub(super) description: String,
    pub(super) from: Option<Word>,
}

/// An input, or a field of `ask`.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one key that the author writes or not"
)]
pub(super) struct Field {
    pub(super) name: Word,
    pub(super) type_name: Option<TypeName>,
    /// Only in `ask`.
    pub(super) into: Option<Word>,
    pub(super) label: Option<String>,
    pub(super) description: String,
    pub(super) required: Option<Choice>,
    pub(super) default: Option<Initial>,
    pub(super) bound_to: Option<Word>,
    pub(super) shown: Shown,
    pub(super) choices: Option<Choices>,
    pub(super) elements: Option<Word>,
    pub(super) select_as: Option<String>,
    pub(super) length: Bounds,
    pub(super) range: Bounds,
    pub(super) number_format: Option<String>,
    pub(super) pattern: Option<String>,
    pub(super) host: bool,
    pub(super) check: Option<Word>,
    pub(super) multiline: bool,
    pub(super) context: bool,
    pub(super) root: Option<Word>,
    pub(super) filter: Option<Word>,
    pub(super) distinct: bool,
    pub(super) autostart: bool,
}

#[derive(Debug)]
pub(super) enum Choice {
    Always,
    When(Word),
}

#[derive(Debug)]
pub(super) enum Initial {
    Value(Node),
    From(Word),
}

#[derive(Debug)]
pub(super) enum Choices {
    Values(Node),
    From(Word),
}

/// `shown-if` and `hidden-if`.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) when: Option<Word>,
    pub(super) unless: Option<Word>,
}

/// `1..3`, either side optional.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) struct Bounds {
    pub(super) least: Option<f64>,
    pub(super) most: Option<f64>,
}

#[derive(Debug, Default)]
pub(super) struct Form {
    pub(super) description: String,
    pub(super) pages: Vec<Block>,
}

/// A page, or a group in one.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) shown: Shown,
    pub(super) fields: Vec<Word>,
    pub(super) groups: Vec<Block>,
}

#[derive(Debug)]
pub(super) struct Step {
    /// Number of its item, in the order of the file; `goto` has none.
    pub(super) number: usize,
    /// The word that says what it is.
    pub(super) span: Range<usize>,
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) label: Option<Word>,
    pub(super) status: Option<String>,
    pub(super) on_error: Option<OnError>,
    pub(super) kind: Kind,
}

#[derive(Debug)]
pub(super) struct OnError {
    /// The key, for messages about all of it.
    pub(super) span: Range<usize>,
    pub(super) into: Option<Word>,
    pub(super) then: Then,
}

#[derive(Debug)]
pub(super) enum Then {
    Steps(Vec<Step>),
    Goto(Word),
}

/// Code with the node it stands in, which maps places.
#[derive(Debug)]
pub(super) struct Code {
    pub(super) text: String,
    pub(super) node: Node,
}

/// `inside: variable`.
#[derive(Debug)]
pub(super) struct Argument {
    pub(super) name: Word,
    /// None: unbound on purpose.
    pub(super) variable: Option<Word>,
    /// Of the place inside, where it is not known from elsewhere.
    pub(super) type_name: Option<TypeName>,
}

/// The workflow that is called.
#[derive(Debug)]
pub(super) enum Callee {
    /// By its path in the project.
    Path(Word),
    /// By its id on the server.
    Foreign { id: Word, name: String },
}

#[derive(Debug)]
pub(super) enum Kind {
    Script {
        inputs: Vec<Argument>,
        outputs: Vec<Argument>,
        code: Code,
    },
    Action {
        name: Word,
        with: Vec<Argument>,
        result: Option<Word>,
    },
    Workflow {
        callee: Callee,
        with: Vec<Argument>,
        outputs: Vec<Argument>,
        mode: Mode,
    },
    If {
        condition: Code,
        then: Vec<Step>,
        otherwise: Vec<Step>,
    },
    Decide {
        decider: Decider,
        with: Vec<Argument>,
        then: Vec<Step>,
        otherwise: Vec<Step>,
    },
    Switch {
        variable: Word,
        /// Runs of equal kind: the server's switch compares, it does not evaluate.
        tests: Vec<Test>,
        default: Vec<Step>,
    },
    While {
        condition: Code,
        steps: Vec<Step>,
    },
    Foreach {
        callee: Callee,
        over: Vec<Argument>,
        with: Vec<Argument>,
        collect: Vec<Argument>,
        on_turn_error: Option<Code>,
    },
    Together(Vec<Call>),
    Ask {
        fields: Vec<Field>,
        form: Option<Form>,
        users: Option<Word>,
        groups: Option<Word>,
        until: Option<Word>,
    },
    Wait(Word),
    Throw(Thrown),
    End,
    Goto(Word),
}

#[derive(Debug)]
pub(super) enum Mode {
    /// Inside the same run.
    Run,
    /// Starts it and goes on.
    Start { result: Option<Word> },
    /// Starts it later.
    Schedule {
        at: Option<Word>,
        result: Option<Word>,
    },
}

#[derive(Debug)]
pub(super) enum Decider {
    Action(Word),
    Workflow(Callee),
}

/// One item of a `switch`.
#[derive(Debug)]
pub(super) struct Test {
    pub(super) number: usize,
    pub(super) cases: Cases,
}

#[derive(Debug)]
pub(super) enum Cases {
    Equal(Vec<(Node, Vec<Step>)>),
    If(Code, Vec<Step>),
}

#[derive(Debug)]
pub(super) struct Call {
    pub(super) span: Range<usize>,
    pub(super) callee: Callee,
    pub(super) title: Option<String>,
    pub(super) with: Vec<Argument>,
    pub(super) outputs: Vec<Argument>,
}

#[derive(Debug)]
pub(super) enum Thrown {
    Variable(Word),
    Text(Word),
}

impl Step {
    /// The lists of steps inside, without its error path.
    pub(super) fn branches(&self) -> Vec<&[Step]> {
        match &self.kind {
            Kind::If {
                then, otherwise, ..
            }
            | Kind::Decide {
                then, otherwise, ..
            } => {
                vec![then, otherwise]
            }
            Kind::Switch { tests, default, .. } => {
                let mut branches: Vec<&[Step]> = Vec::new();
                for test in tests {
                    match &test.cases {
                        Cases::Equal(cases) => {
                            branches.extend(cases.iter().map(|(_, steps)| steps.as_slice()));
                        }
                        Cases::If(_, steps) => branches.push(steps.as_slice()),
                    }
                }
                branches.push(default);
                branches
            }
            Kind::While { steps, .. } => vec![steps],
            _ => Vec::new(),
        }
    }
}

impl OnError {
    /// The variable that takes the text of the exception.
    pub(super) fn variable(&self) -> &str {
        self.into
            .as_ref()
            .map_or("errorCode", |word| word.value.as_str())
    }
}

impl Code {
    /// Where a range of the code stands in the file.
    pub(super) fn place(&self, source: &str, range: Range<usize>) -> Range<usize> {
        let start = self.node.place(source, range.start);
        let end = self.node.place(source, range.end);
        start..end.max(start)
    }
}
