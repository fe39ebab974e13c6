//! Workflows, tokens and finders, from inside scripts.

use super::*;
use crate::diagnostic::Report;
use crate::project::{self, Tree};
use crate::runner::interpreter::{Event, Host, Question, Runs, Token};

/// Runs tokens with engines of this test.
struct Stage(Services);

impl Host for Stage {
    fn scripts(&self, runs: &Arc<Runs>, token: &Arc<Token>) -> Result<Box<dyn Scripts>, Thrown> {
        let services = Services {
            runs: Some(Arc::clone(runs)),
            token: Some(Arc::clone(token)),
            ..self.0.clone()
        };
        let engine = Engine::new(services, Limits::default(), Strictness::default())?;
        Ok(Box::new(engine))
    }

    fn configuration(&self, _: &str, _: &str) -> Result<Option<Value>, Thrown> {
        Ok(None)
    }

    fn ask(&self, _: &Question<'_>) -> Result<Vec<(String, Value)>, Thrown> {
        Err(Thrown::text("nobody is there"))
    }

    fn wait(&self, _: f64, _: &Token) -> Result<(), Thrown> {
        Ok(())
    }

    fn now(&self) -> f64 {
        self.0.world.now()
    }

    fn interrupted(&self) -> Option<String> {
        None
    }

    fn new_id(&self) -> String {
        self.0.world.new_id()
    }

    fn event(&self, _: &Token, _: Event<'_>) {}
}

const MANIFEST: &str = "[project]\nname = \"small\"\nversion = \"1.0.0\"\nmodule = \"com.example\"\n\
    package = \"com.example\"\ncategory = \"Small\"\n[orchestrator]\nplugins = []\n";

fn bench(workflows: &[(&str, &str)]) -> (Bench, Arc<Runs>) {
    let mut tree = Tree::from_files([("coopto.toml".to_owned(), MANIFEST.to_owned())]);
    for (name, text) in workflows {
        tree.insert(format!("workflows/{name}.yaml"), (*text).to_owned());
    }
    let mut report = Report::new();
    let project = project::load(&tree, None, &mut report);
    let project = project.unwrap_or_else(|| panic!("{:?}", report.sorted()));
    let mut content = Content::default();
    content
        .add(
            &project::assemble::package(&project).unwrap(),
            &crate::archive::Limits::default(),
        )
        .unwrap();
    let mut bench = Bench::new(content);
    let stage = Arc::new(Stage(bench.services.clone()));
    let runs = Runs::new(Arc::clone(&bench.services.content), stage);
    bench.services.runs = Some(Arc::clone(&runs));
    (bench, runs)
}

const DOUBLE: &str = "inputs:\n  n: number\noutputs:\n  twice: number\nsteps:\n  - script: Double\n    in: [n]\n    \
    out: [twice]\n    code: |\n      if (n < 0) { throw 'too small'; }\n      twice = 2 * n;\n      \
    System.log(workflow.name + ' ' + System.currentWorkflowItem().displayName);\n";

#[test]
fn a_script_starts_a_workflow_and_waits_for_it() {
    let (bench, runs) = bench(&[("Double", DOUBLE)]);
    let run = |n: f64, tail: &str| {
        bench.text(&format!(
            "var w = Server.getWorkflowCategoryWithPath('Small').workflows[0], p = new Properties();
             p.put('n', {n}); var t = Server.getWorkflowWithId(w.id).execute(p);
             while (t.endDateAsDate === null) {{ System.sleep(5); }}
             return {tail};"
        ))
    };
    assert_eq!(
        run(
            4.0,
            "[t.state, t.getOutputParameters().get('twice'), t.getInputParameters().get('n'), t.rootWorkflow.name]"
        ),
        "completed,8.0,4.0,Double"
    );
    assert_eq!(bench.log(), ["Run info Double Double"]);
    assert_eq!(
        run(-1.0, "[t.state, t.exception, t.endDateAsDate.getTime()]"),
        "failed,too small (Workflow:Double / Double (item1)#1),1700000000000"
    );
    assert_eq!(run(1.0, "w.executions.length"), "3");
    assert_eq!(
        run(1.0, "w.inParameters[0].name + w.outParameters[0].type"),
        "nnumber"
    );
    runs.join();
    assert_eq!(
        bench.text("return Server.getWorkflowWithId('none');"),
        "null"
    );
}

#[test]
fn started_workflows_have_room_for_deep_calls() {
    let recursion =
        "steps:\n  - script: Recurse\n    code: function f() { return f() + 1; } f();\n";
    let (bench, runs) = bench(&[
        ("Deeper", "steps:\n  - workflow: Deeper\n"),
        ("Recursion", recursion),
        (
            "Together",
            "steps:\n  - together: [{ workflow: Deeper }, { workflow: Recursion }]\n    title: Both\n",
        ),
    ]);
    let start = |name: &str| {
        bench.text(&format!(
            "var all = Server.getWorkflowCategoryWithPath('Small').workflows, i = 0, t;
             while (all[i].name !== '{name}') {{ i++; }}
             t = all[i].execute(new Properties());
             while (t.endDateAsDate === null) {{ System.sleep(5); }}
             return t.state + ': ' + t.exception;"
        ))
    };
    let deepest = "failed: 100 workflows run inside one another, the last is `Deeper`";
    assert_eq!(start("Deeper"), deepest);
    let told = start("Recursion");
    assert!(told.contains("call stack"), "{told}");
    assert_eq!(start("Together"), deepest);
    runs.join();
}

#[test]
fn a_cancelled_token_stops_before_its_next_item() {
    let spin = "attributes:\n  left: { type: number, value: 1000 }\nsteps:\n  - while: left > 0\n    title: More?\n    steps:\n      \
        - { script: Turn, in: [left], out: [left], code: left--; System.sleep(5); }\n";
    let (bench, runs) = bench(&[("Spin", spin)]);
    let code = "var t = Server.getWorkflowCategoryWithPath('Small').workflows[0].execute(new Properties()), was;
        while (t.state !== 'running') { System.sleep(5); }
        was = t.state; t.cancel();
        while (t.endDateAsDate === null) { System.sleep(5); }
        return [was, t.state, t.endDateAsDate !== null];";
    assert_eq!(bench.text(code), "running,canceled,true");
    runs.join();
}

#[test]
fn a_finder_may_be_a_workflow() {
    let finder = "inputs:\n  type: string\n  id: string\noutputs:\n  found: Any\nsteps:\n  - script: Find\n    \
        in: [type, id]\n    out: [found]\n    code: |\n      \
        found = DynamicTypesManager.getObject('N', 'T', id).getProperty('x');\n";
    let (bench, _) = bench(&[("Double", DOUBLE), ("Find", finder)]);
    let define = |name: &str| {
        bench.text(&format!(
            "var all = Server.getWorkflowCategoryWithPath('Small').workflows, i = 0;
             while (all[i].name !== '{name}') {{ i++; }}
             if (DynamicTypesManager.getNamespace('N') === null) {{
                 DynamicTypesManager.defineNamespace('N'); DynamicTypesManager.defineType('N', 'T', null, []);
             }}
             DynamicTypesManager.bindTypeFinderMethods('N', 'T', all[i].id, all[i].id);"
        ))
    };
    // Looks for itself, and never comes to an end.
    define("Find");
    let reason =
        stopped(bench.body("return DynamicTypesManager.getObject('N', 'T', 'a').exists();"));
    assert!(reason.contains("without end"), "{reason}");
    // Gets no number, and so gives none.
    define("Double");
    assert_eq!(
        bench.text("return DynamicTypesManager.getObject('N', 'T', 'a').exists();"),
        "true"
    );
}
