//! The parser and the walk over its tree call themselves for everything that is nested. A script
//! of ten thousand brackets must not end the program, so deep ones get a stack of their own.

/// What fits on any thread's stack, tests included.
const SHALLOW: usize = 24;
const FEW: usize = 300;
/// What no person writes.
const DEEP: usize = 1_000;
const MANY: usize = 200_000;

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
    let stack = (4 << 20) + brackets * (96 << 10) + links * (4 << 10);
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
            | b'=' | b'?' | b':' | b'.' | b'`' => links += 1,
            _ => {}
        }
    }
    // `typeof typeof x`, `new new X`, `else do else do`: words; none shorter than two letters.
    let words = [
        "typeof",
        "new ",
        "void",
        "delete",
        "else",
        "do ",
        "in ",
        "instanceof",
    ];
    if links > FEW || text.len() > 16 * FEW {
        return (deepest, links + text.len() / 4);
    }
    links += words
        .iter()
        .map(|word| text.matches(word).count())
        .sum::<usize>();
    (deepest, links)
}
