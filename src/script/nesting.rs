//! The parser and the walk over its tree call themselves for everything that is nested. A script
//! of ten thousand brackets must not end the program, so deep ones get a stack of their own.

/// What fits on any thread's stack, with twice to spare in a build without optimisation.
const SHALLOW: usize = 64;
const FEW: usize = 400;
/// What no person writes.
const DEEP: usize = 1_000;
const MANY: usize = 200_000;
/// Bytes of stack for a level of brackets and for a link: twice what was measured.
const LEVEL: usize = 12 << 10;
const LINK: usize = 6 << 10;

/// Words that nest without a bracket: `typeof typeof x`, `else do`.
const WORDS: [&str; 11] = [
    "await",
    "delete",
    "do",
    "else",
    "extends",
    "in",
    "instanceof",
    "new",
    "typeof",
    "void",
    "yield",
];

/// The script is nested deeper than we follow.
#[derive(Debug)]
pub(super) struct TooDeep;

/// Runs what reads a script on a stack that is large enough for it.
pub(super) fn with_stack<R: Send>(
    text: &str,
    read: impl FnOnce() -> R + Send,
) -> Result<R, TooDeep> {
    let (brackets, links) = measure(text);
    if brackets <= SHALLOW && links <= FEW {
        return Ok(read());
    }
    if brackets > DEEP || links > MANY {
        return Err(TooDeep);
    }
    let stack = (2 << 20) + brackets * LEVEL + links * LINK;
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .stack_size(stack)
            .spawn_scoped(scope, read)
            .map_err(|_| TooDeep)?;
        match thread.join() {
            Ok(result) => Ok(result),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Upper bounds: how deep brackets are nested, and how many other things can nest without a
/// bracket of their own, such as `a + b + c` and `if (a) if (b)`. Strings and comments count too.
fn measure(text: &str) -> (usize, usize) {
    let (mut depth, mut deepest, mut links) = (0_usize, 0, 0);
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
                links += 1;
            }
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b'!' | b'~' | b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'^' | b'<' | b'>'
            | b'=' | b'?' | b':' | b'.' | b'`' | b'@' => links += 1,
            _ => {}
        }
    }
    for word in WORDS {
        links += text.matches(word).count();
    }
    (deepest, links)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Report;
    use crate::script::fragment::check_file;
    use crate::script::lint::Kind;

    #[test]
    fn scripts_that_are_nested_without_end_end_nothing() {
        let pairs = [
            ("(", ")"),
            ("[", "]"),
            ("{", "}"),
            ("f(", ")"),
            ("[{a:", "}]"),
            ("new (", ")"),
            ("function(){return ", "}"),
            ("`${", "}`"),
            ("if (b) {} else ", ""),
            ("a || b.c(", ")"),
        ];
        let links = [
            "!",
            "a+",
            "a=",
            "a**",
            "a?b:",
            "x:",
            "a.b.",
            "x=>",
            "async x=>",
            "if(a)",
            "for(;;)",
            "new ",
            "typeof ",
            "do ",
            "else ",
            "await ",
            "class a extends ",
            "@",
        ];
        let pairs = pairs.into_iter().chain(links.map(|link| (link, "")));
        for (open, close) in pairs {
            for depth in [30, 64, 100, 300, 499, 990, 8_000] {
                let code = format!("x = {}a{}", open.repeat(depth), close.repeat(depth));
                check_file("a.js", &code, Kind::ActionBody(&[]), &mut Report::new());
            }
        }
    }

    #[test]
    fn what_is_nested_too_deeply_is_said() {
        let mut report = Report::new();
        let code = "[".repeat(2_000);
        check_file("a.js", &code, Kind::ActionBody(&[]), &mut report);
        let found = &report.diagnostics()[0];
        assert_eq!(found.message, "the script is nested too deeply to be read");
    }
}
