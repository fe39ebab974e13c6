//! The snippets of `tests/differential`, here and in Rhino.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use super::*;

struct Snippet {
    place: String,
    code: String,
    differs: bool,
}

fn snippets() -> Vec<Snippet> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/differential");
    let mut files: Vec<_> = fs_err::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "js"))
        .collect();
    files.sort();
    let mut snippets = Vec::new();
    for file in files {
        let text = fs_err::read_to_string(&file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let mut differs = false;
        let mut lines = text.lines().enumerate();
        while let Some((number, line)) = lines.next() {
            if line.starts_with("//") {
                differs = line.starts_with("// differs:");
                continue;
            }
            let mut code = line.to_owned();
            while code.ends_with('\\') {
                let (_, next) = lines.next().expect("a line goes on");
                code = format!("{code}\n{next}");
            }
            snippets.push(Snippet {
                place: format!("{name}:{}", number + 1),
                code,
                differs: std::mem::take(&mut differs),
            });
        }
    }
    snippets
}

/// Writes a value down, the same way in both engines.
const SHOW: &str = r#"
function show(value, depth) {
    if (value === null || value === undefined || typeof value === "boolean") { return String(value); }
    if (typeof value === "number") { return value === 0 && 1 / value < 0 ? "-0" : String(value); }
    if (typeof value === "string") { return JSON.stringify(value); }
    if (typeof value === "function") { return "function"; }
    if (value instanceof Error) { return value.name; }
    if (value instanceof Date) { return "Date " + value.getTime(); }
    if (value instanceof RegExp) { return String(value); }
    var parts = [], i;
    if (Array.isArray(value)) {
        for (i = 0; i < value.length; i++) { parts.push(i in value ? show(value[i]) : ""); }
        return "[" + parts.join(", ") + "]";
    }
    for (i in value) { parts.push(i + ": " + show(value[i])); }
    return "{" + parts.join(", ") + "}";
}
"#;

fn tried(code: &str) -> String {
    format!(
        "{SHOW}; try {{ return show((function () {{ {code} \n}})()); }} catch (e) {{ return 'throws ' + show(e); }}"
    )
}

fn ours(engine: &mut Engine, code: &str) -> String {
    match engine.body(&place(), &tried(code), &[]) {
        Ok(Value::Text(text)) => text,
        Ok(other) => format!("{other:?}"),
        Err(Thrown::Exception { text, .. } | Thrown::Stopped { reason: text }) => {
            text.split(':').next().unwrap_or_default().to_owned()
        }
    }
}

/// One process for all: each snippet is a text that Rhino compiles by itself.
fn rhino(snippets: &[Snippet]) -> Option<Vec<String>> {
    let mut script = "var codes = [];\n".to_owned();
    for snippet in snippets {
        let code = serde_json::to_string(&tried(&snippet.code)).unwrap();
        // What JSON leaves as it is and JavaScript does not.
        let code = code
            .replace('\u{2028}', "\\u2028")
            .replace('\u{2029}', "\\u2029");
        writeln!(script, "codes.push({code});").unwrap();
    }
    script.push_str(
        "codes.forEach(function (code) { var text; try { text = new Function(code)(); } \
         catch (e) { text = e.name; } print(encodeURIComponent(String(text))); });\n",
    );
    let file = tempfile::NamedTempFile::with_suffix(".js").unwrap();
    fs_err::write(file.path(), script).unwrap();
    let output = Command::new("rhino")
        .args(["-encoding", "UTF-8", "-version", "170"])
        .arg(file.path())
        .output()
        .ok()?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.lines().map(decoded).collect())
}

fn decoded(line: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = line.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that is left out says so")]
fn snippets_give_what_they_give_in_rhino() {
    let bench = Bench::with(&[]);
    let snippets = snippets();
    assert!(snippets.len() >= 150, "{}", snippets.len());
    // Values and old oddities of 1.7R4 are not those of the Rhino that people can install.
    let mut engine = Engine::new(bench.services.clone(), bench.limits, Strictness::Plain).unwrap();
    let here: Vec<String> = snippets
        .iter()
        .map(|snippet| ours(&mut engine, &snippet.code))
        .collect();
    let Some(there) = rhino(&snippets) else {
        eprintln!("left out: `rhino` is not installed, so there is nothing to compare with");
        return;
    };
    assert_eq!(there.len(), snippets.len());
    let mut wrong = String::new();
    for ((snippet, here), there) in snippets.iter().zip(&here).zip(&there) {
        if (here == there) == snippet.differs {
            let Snippet { place, code, .. } = snippet;
            writeln!(wrong, "{place} {code}\n  here  {here}\n  Rhino {there}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
