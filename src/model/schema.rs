//! Checks of a workflow's graph and bindings, whoever made it.

mod fault;

use std::collections::{BTreeSet, HashMap, HashSet};

pub use self::fault::Fault;
use super::TypeName;
use super::workflow::{Bind, Item, ItemKind, Workflow};

/// Every fault of a workflow's graph and bindings, in the order of its items.
#[must_use]
pub fn check(workflow: &Workflow) -> Vec<Fault> {
    let mut faults = Vec::new();
    overlaps(workflow, &mut faults);
    ways(workflow, &mut faults);
    let variables = Variables::of(workflow);
    for item in &workflow.items {
        bindings(&variables, item, &mut faults);
    }
    if let Some(bind) = workflow
        .error_handler
        .as_ref()
        .and_then(|handler| handler.bind.as_ref())
        && variables.type_name(bind).is_none()
    {
        faults.push(Fault::UnknownVariable {
            item: None,
            variable: bind.clone(),
        });
    }
    faults
}

/// The names of the items that may come after an item, its error path among them.
#[must_use]
pub fn successors(item: &Item) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    let otherwise = match &item.kind {
        ItemKind::CustomCondition { otherwise }
        | ItemKind::Condition { otherwise, .. }
        | ItemKind::DecisionActivity { otherwise, .. } => otherwise.as_deref(),
        ItemKind::Switch { cases } => {
            names.extend(cases.iter().filter_map(|case| case.label.as_deref()));
            None
        }
        _ => None,
    };
    names.extend(item.out.as_deref());
    names.extend(otherwise);
    // Servers write an empty one where there is none.
    names.extend(item.catch.as_deref().filter(|name| !name.is_empty()));
    names
}

/// Every item that is named as first, as successor or as error handler.
pub fn targets(workflow: &Workflow) -> impl Iterator<Item = &str> {
    let handler = workflow
        .error_handler
        .as_ref()
        .map(|handler| handler.item.as_str());
    std::iter::once(workflow.root.as_str())
        .chain(handler)
        .chain(workflow.items.iter().flat_map(successors))
}

fn overlaps(workflow: &Workflow, faults: &mut Vec<Fault>) {
    let place = |at: &super::workflow::Position| (at.x.to_bits(), at.y.to_bits());
    let mut seen = HashMap::from([(place(&workflow.start), "start")]);
    let mut names = HashSet::new();
    for item in &workflow.items {
        if let Some(with) = seen.insert(place(&item.position), &item.name) {
            faults.push(Fault::Overlap {
                item: item.name.clone(),
                with: with.to_owned(),
            });
        }
        if !names.insert(item.name.as_str()) {
            faults.push(Fault::DuplicateItem {
                item: item.name.clone(),
            });
        }
    }
}

fn ways(workflow: &Workflow, faults: &mut Vec<Fault>) {
    let items: HashMap<&str, &Item> = workflow
        .items
        .iter()
        .map(|item| (item.name.as_str(), item))
        .collect();
    let handler = workflow
        .error_handler
        .as_ref()
        .map(|handler| handler.item.as_str());
    for target in std::iter::once(workflow.root.as_str()).chain(handler) {
        if !items.contains_key(target) {
            faults.push(Fault::NoSuchItem {
                item: None,
                target: target.to_owned(),
            });
        }
    }
    let reached = closure(
        std::iter::once(workflow.root.as_str()).chain(handler),
        |name| {
            items
                .get(name)
                .map(|item| successors(item))
                .unwrap_or_default()
        },
    );
    let mut before: HashMap<&str, Vec<&str>> = HashMap::new();
    for item in &workflow.items {
        for name in successors(item) {
            before.entry(name).or_default().push(&item.name);
        }
    }
    let is_end = |item: &&Item| matches!(item.kind, ItemKind::End { .. });
    let ends = workflow
        .items
        .iter()
        .filter(is_end)
        .map(|item| item.name.as_str());
    let ending = closure(ends, |name| before.get(name).cloned().unwrap_or_default());
    for item in &workflow.items {
        let name = item.name.clone();
        let next = successors(item);
        for target in next.iter().filter(|target| !items.contains_key(**target)) {
            faults.push(Fault::NoSuchItem {
                item: Some(name.clone()),
                target: (*target).to_owned(),
            });
        }
        let leads_on = item.out.is_some()
            || matches!(&item.kind, ItemKind::Switch { cases } if !cases.is_empty());
        if !leads_on && !is_end(&item) {
            faults.push(Fault::DeadEnd { item: name });
        } else if !reached.contains(item.name.as_str()) {
            faults.push(Fault::Unreachable { item: name });
        } else if !ending.contains(item.name.as_str())
            && next.iter().all(|target| items.contains_key(target))
        {
            faults.push(Fault::NoWayToEnd { item: name });
        }
    }
}

/// Everything that can be reached from some names.
fn closure<'a>(
    from: impl Iterator<Item = &'a str>,
    next: impl Fn(&str) -> Vec<&'a str>,
) -> BTreeSet<&'a str> {
    let mut open: Vec<&str> = from.collect();
    let mut reached = BTreeSet::new();
    while let Some(name) = open.pop() {
        if reached.insert(name) {
            open.extend(next(name));
        }
    }
    reached
}

fn bindings(variables: &Variables<'_>, item: &Item, faults: &mut Vec<Fault>) {
    for bind in &item.inputs {
        binding(variables, item, bind, true, faults);
    }
    for bind in &item.outputs {
        binding(variables, item, bind, false, faults);
    }
    if let ItemKind::Multiple { calls } = &item.kind {
        for call in calls {
            call.inputs
                .iter()
                .for_each(|bind| binding(variables, item, bind, true, faults));
            call.outputs
                .iter()
                .for_each(|bind| binding(variables, item, bind, false, faults));
        }
    }
    if let Some(variable) = item.throw_bind.as_ref().filter(|name| !name.is_empty())
        && variables.type_name(variable).is_none()
    {
        faults.push(Fault::UnknownVariable {
            item: Some(item.name.clone()),
            variable: variable.clone(),
        });
    }
}

fn binding(
    variables: &Variables<'_>,
    item: &Item,
    bind: &Bind,
    goes_in: bool,
    faults: &mut Vec<Fault>,
) {
    let Some(variable) = bind.variable.as_deref().filter(|name| !name.is_empty()) else {
        if goes_in && !bind.explicitly_unbound {
            faults.push(Fault::Unbound {
                item: item.name.clone(),
                name: bind.name.clone(),
            });
        }
        return;
    };
    let Some(outside) = variables.type_name(variable.trim_start_matches('*')) else {
        faults.push(Fault::UnknownVariable {
            item: Some(item.name.clone()),
            variable: variable.to_owned(),
        });
        return;
    };
    let (from, to) = if goes_in {
        (&outside, &bind.type_name)
    } else {
        (&bind.type_name, &outside)
    };
    if !from.fits(to) {
        faults.push(Fault::Mismatch {
            item: item.name.clone(),
            name: bind.name.clone(),
            from: from.clone(),
            to: to.clone(),
        });
    }
}

/// The types of a workflow's variables, by name.
struct Variables<'a>(HashMap<&'a str, &'a TypeName>);

impl<'a> Variables<'a> {
    fn of(workflow: &'a Workflow) -> Self {
        let mut types = HashMap::new();
        for (name, type_name) in workflow.variables() {
            types.entry(name).or_insert(type_name);
        }
        Self(types)
    }

    /// The type of a variable, or of the field of a composite in `variable.field`.
    fn type_name(&self, name: &str) -> Option<TypeName> {
        if let Some(type_name) = self.0.get(name) {
            return Some((*type_name).clone());
        }
        let (base, field) = name.split_once('.')?;
        let fields = self.0.get(base)?.fields()?;
        fields
            .into_iter()
            .find(|(name, _)| name == field)
            .map(|(_, type_name)| type_name)
    }
}

#[cfg(test)]
mod tests {
    use super::super::workflow::{ErrorHandler, Position, Presentation, Resume};
    use super::super::{Category, ElementId, Parameter, Version};
    use super::*;

    /// A task at a place, leading to another item.
    fn task(name: &str, x: f64, out: Option<&str>) -> Item {
        Item {
            name: name.to_owned(),
            kind: ItemKind::Task {
                action: None,
                launches: None,
            },
            display_name: String::new(),
            description: None,
            out: out.map(str::to_owned),
            catch: None,
            throw_bind: None,
            business_status: None,
            prototype: None,
            content_mode: None,
            script: None,
            inputs: Vec::new(),
            outputs: Vec::new(),
            position: Position { x, y: 0.0 },
        }
    }

    fn end(x: f64) -> Item {
        Item {
            kind: ItemKind::End { failed: false },
            ..task("item0", x, None)
        }
    }

    fn bind(name: &str, type_name: &str, variable: Option<&str>) -> Bind {
        Bind {
            name: name.to_owned(),
            type_name: TypeName::new(type_name).expect("legal"),
            variable: variable.map(str::to_owned),
            explicitly_unbound: false,
            description: String::new(),
        }
    }

    fn workflow(items: Vec<Item>) -> Workflow {
        let parameter = |name: &str, type_name: &str| Parameter {
            name: name.to_owned(),
            type_name: TypeName::new(type_name).expect("legal"),
            description: String::new(),
        };
        Workflow {
            id: ElementId::new("id").expect("legal"),
            name: String::new(),
            category: Category::default(),
            version: Version::default(),
            description: String::new(),
            api_version: "6.0.0".to_owned(),
            allowed: None,
            icon: None,
            editor_version: None,
            restarts: true,
            resume: Resume::Default,
            start_types: None,
            root: "item1".to_owned(),
            start: Position { x: -100.0, y: 0.0 },
            inputs: vec![
                parameter("text", "string"),
                parameter("list", "Array/string"),
                parameter("place", "CompositeType(host:string,port:number):place"),
            ],
            outputs: Vec::new(),
            attributes: Vec::new(),
            notes: Vec::new(),
            items,
            error_handler: None,
            presentation: Presentation::default(),
        }
    }

    fn shown(workflow: &Workflow) -> Vec<String> {
        check(workflow).iter().map(Fault::to_string).collect()
    }

    #[test]
    fn a_sound_workflow_has_no_faults() {
        let mut first = task("item1", 100.0, Some("item0"));
        first.inputs = vec![
            bind("a", "string", Some("text")),
            bind("b", "Array/string", Some("*list")),
            bind("c", "number", Some("place.port")),
        ];
        assert_eq!(shown(&workflow(vec![end(200.0), first])), [""; 0]);
    }

    #[test]
    fn faults_of_the_graph() {
        let to_end = |name: &str, x| task(name, x, Some("item0"));
        for (items, fault) in [
            (
                vec![end(100.0), to_end("item1", 100.0)],
                "`item1` stands on the same place as `item0`",
            ),
            (
                vec![end(0.0), to_end("item1", -100.0)],
                "`item1` stands on the same place as `start`",
            ),
            (
                vec![end(0.0), task("item1", 1.0, None)],
                "`item1` leads nowhere and is no end",
            ),
            (
                vec![end(0.0), task("item1", 1.0, Some("item7"))],
                "`item1` leads to `item7`, which does not exist",
            ),
            (
                vec![end(0.0), to_end("item1", 1.0), to_end("item2", 2.0)],
                "no way leads to `item2`",
            ),
            (
                vec![task("item1", 1.0, Some("item1"))],
                "no way leads from `item1` to an end",
            ),
            (
                vec![end(0.0)],
                "the workflow starts or handles errors at `item1`, which does not exist",
            ),
            (
                vec![end(0.0), to_end("item1", 1.0), to_end("item1", 2.0)],
                "two items have the name `item1`",
            ),
        ] {
            let found = shown(&workflow(items));
            assert!(
                found.iter().any(|found| found == fault),
                "{fault}: {found:?}"
            );
        }
    }

    #[test]
    fn an_error_path_is_a_way_and_a_switch_has_several() {
        let mut caught = task("item1", 1.0, Some("item1"));
        caught.catch = Some("item0".to_owned());
        assert_eq!(shown(&workflow(vec![end(0.0), caught])), [""; 0]);
        let mut switch = task("item1", 1.0, None);
        switch.kind = ItemKind::Switch {
            cases: vec![super::super::workflow::Condition {
                name: String::new(),
                type_name: "boolean".to_owned(),
                comparator: 6,
                label: Some("item0".to_owned()),
                value: String::new(),
            }],
        };
        assert_eq!(shown(&workflow(vec![end(0.0), switch])), [""; 0]);
    }

    #[test]
    fn faults_of_bindings() {
        for (bound, goes_in, fault) in [
            (
                bind("a", "string", None),
                true,
                Some("`a` of `item1` is not bound"),
            ),
            (bind("a", "string", None), false, None),
            (
                bind("a", "string", Some("txt")),
                true,
                Some("`item1` is bound to the variable `txt`, which does not exist"),
            ),
            (
                bind("a", "number", Some("text")),
                true,
                Some("`a` of `item1` is bound between `string` and `number`"),
            ),
            (
                bind("a", "number", Some("text")),
                false,
                Some("`a` of `item1` is bound between `number` and `string`"),
            ),
            (
                bind("a", "number", Some("place.host")),
                true,
                Some("`a` of `item1` is bound between `string` and `number`"),
            ),
            (bind("a", "Any", Some("text")), true, None),
        ] {
            let mut item = task("item1", 1.0, Some("item0"));
            if goes_in {
                item.inputs = vec![bound];
            } else {
                item.outputs = vec![bound];
            }
            let found = shown(&workflow(vec![end(0.0), item]));
            assert_eq!(found.first().map(String::as_str), fault);
        }
    }

    #[test]
    fn the_error_handler_names_an_item_and_a_variable() {
        let mut workflow = workflow(vec![end(0.0), task("item1", 1.0, Some("item0"))]);
        workflow.error_handler = Some(ErrorHandler {
            item: "item9".to_owned(),
            bind: Some("nothing".to_owned()),
            position: None,
        });
        assert_eq!(shown(&workflow).len(), 2);
    }
}
