//! A project of so many actions of forty lines, the same every time.

use std::fmt::Write as _;

use coopto::project::Tree;

/// The sources of a project with this number of actions, in modules of fifty.
pub(crate) fn large_project(actions: usize) -> Tree {
    let mut tree = Tree::from_files([(
        "coopto.toml",
        "[project]\nname = \"large\"\nversion = \"1.0.0\"\ndescription = \"Many actions\"\n\
         module = \"com.example.large\"\npackage = \"com.example.large\"\ncategory = \"Library/Large\"\n\n\
         [plugin]\ndisplay-name = \"Large\"\nicon = \"icon.png\"\neula = \"LICENSE\"\n",
    )]);
    tree.insert("icon.png", ICON.to_vec());
    tree.insert("LICENSE", b"Anybody may do anything.\n".to_vec());
    for number in 0..actions {
        tree.insert(
            format!("actions/module{}/action{number}.js", number / 50),
            action(number),
        );
    }
    tree
}

/// Forty lines, as actions are: checks, a loop, a call, a log.
fn action(number: usize) -> String {
    let mut text = format!(
        "/**\n * Count what {number} others have.\n *\n * @param {{string}} name - whose\n \
         * @param {{number}} limit - how many at the most\n * @returns {{Array/string}} what was found\n */\n\
         (function (name, limit) {{\n    var found = [];\n    if (name === null || String(name) === \"\") {{\n        \
         throw \"a name is needed ({number})\";\n    }}\n    var most = Number(limit);\n    if (isNaN(most)) {{\n        \
         most = {number};\n    }}\n"
    );
    let mut lines = text.lines().count();
    let mut turn = 0;
    while lines < 36 {
        let _ = write!(
            text,
            "    if (found.length < most && String(name).indexOf(\"{turn}-{number}\") >= 0) {{\n        \
             found.push(String(name) + \" {turn} of {number}\");\n    }}\n"
        );
        lines += 3;
        turn += 1;
    }
    text.push_str("    System.log(\"found \" + found.length);\n    return found;\n});\n");
    text
}

/// One transparent dot.
const ICON: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0x0d, 0x49, 0x44, 0x41, 0x54,
    0x78, 0x9c, 0x63, 0, 1, 0, 0, 5, 0, 1, 0x0d, 0x0a, 0x2d, 0xb4, 0, 0, 0, 0, 0x49, 0x45, 0x4e,
    0x44, 0xae, 0x42, 0x60, 0x82,
];
