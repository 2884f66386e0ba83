//! The README: its commands answer as it shows, and the two languages are in step.

use crate::program::{home, run, stdout, top, words};

fn text(name: &str) -> String {
    std::fs::read_to_string(top().join(name)).expect("a README")
}

/// The commands of the `console` blocks, each with the lines it is said to print.
fn commands(text: &str) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match line.strip_prefix("$ ") {
            _ if line.starts_with("```") => inside = line == "```console",
            Some(command) if inside => found.push((command.to_owned(), Vec::new())),
            None if inside => found.last_mut().expect("a command first").1.push(line.to_owned()),
            _ => {}
        }
    }
    found
}

/// Whether `printed` begins with the lines `shown`, or is them to the end where no … says that there is more.
fn agrees(shown: &[String], printed: &str) -> bool {
    let lines: Vec<&str> = printed.lines().collect();
    match shown.split_last() {
        Some((last, shown)) if last == "…" => {
            lines.len() > shown.len() && lines.starts_with(&refs(shown))
        }
        _ => lines == refs(shown),
    }
}

fn refs(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).collect()
}

/// The rows of the table below the heading `head`.
fn rows<'t>(text: &'t str, head: &str) -> Vec<&'t str> {
    let below = text.lines().skip_while(|line| *line != head).skip(1);
    let section = below.take_while(|line| !line.starts_with("## "));
    section.filter(|line| line.starts_with("| ")).collect()
}

#[test]
fn how_fast_it_is_says_what_the_benches_wrote() {
    let written = text("benches/README.md");
    for (name, head) in [("README.md", "## How fast it is"), ("README.zh-CN.md", "## 快不快")] {
        let page = text(name);
        let rows = rows(&page, head);
        assert!(rows.len() > 5, "{name} has no table of figures");
        for row in rows {
            assert!(written.lines().any(|line| line == row), "{name}: nothing wrote {row}");
        }
    }
}

#[test]
fn commands_answer_as_shown() {
    let mut ran = 0;
    for (command, shown) in commands(&text("README.md")) {
        // These tests are what it runs.
        if command == "cargo test" {
            continue;
        }
        let args =
            command.strip_prefix("cargo run --release -- ").or(command.strip_prefix("gangyao "));
        let args = words(
            args.unwrap_or_else(|| panic!("a README command that is not gangyao: {command}")),
        );
        let output = run(home(), &args);
        assert!(output.status.success(), "{command}");
        let printed = stdout(&output);
        assert!(agrees(&shown, &printed), "$ {command}\n{printed}\nis not\n{}", shown.join("\n"));
        ran += 1;
    }
    assert!(ran >= 5, "only {ran} commands were found");
}

#[test]
fn an_answer_that_differs_is_seen() {
    let shown = |lines: &[&str]| lines.iter().map(|l| (*l).to_owned()).collect::<Vec<_>>();
    assert!(agrees(&shown(&["a", "b"]), "a\nb\n"));
    assert!(agrees(&shown(&["a", "…"]), "a\nb\n"));
    assert!(!agrees(&shown(&["a"]), "a\nb\n"));
    assert!(!agrees(&shown(&["b", "…"]), "a\nb\n"));
    assert!(!agrees(&shown(&["a", "b", "…"]), "a\nb\n"));
}

#[test]
fn the_two_languages_are_in_step() {
    let (english, chinese) = (text("README.md"), text("README.zh-CN.md"));
    assert_eq!(commands(&english), commands(&chinese));
    let level = |line: &str| line.bytes().take_while(|b| *b == b'#').count();
    let shape = |text: &str| {
        let mut inside = false;
        let mut shape = Vec::new();
        for line in text.lines() {
            if line.starts_with("```") {
                inside = !inside;
                shape.push(line.to_owned());
            } else if !inside && line.starts_with('#') {
                shape.push("#".repeat(level(line)));
            } else if !inside && line.starts_with('|') {
                shape.push(format!("{} cells", line.split('|').count() - 2));
            }
        }
        shape
    };
    assert_eq!(shape(&english), shape(&chinese));
}

#[test]
fn what_it_links_to_is_there() {
    for name in ["README.md", "README.zh-CN.md"] {
        let text = text(name);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.starts_with("http")) {
            assert!(top().join(link).exists(), "{name} links to {link}");
        }
    }
}

/// The blocks of the README in `language`.
fn blocks(language: &str) -> Vec<String> {
    let text = text("README.md");
    let fence = format!("```{language}\n");
    let inside = text.split(&fence).skip(1).filter_map(|rest| rest.split("\n```").next());
    inside.map(str::to_owned).collect()
}

/// Whether `program` can be run with `args`; says so where it cannot.
fn is_there(program: &str, args: &[&str]) -> bool {
    let run = std::process::Command::new(program).args(args).output();
    let there = run.is_ok_and(|output| output.status.success());
    if !there {
        eprintln!("skipped: no {program} {}", args.join(" "));
    }
    there
}

/// Runs `program` in the home with gangyao on its path; gives what it prints.
#[cfg(unix)]
fn beside_gangyao(program: &str, args: &[&str]) -> String {
    let own = std::path::Path::new(env!("CARGO_BIN_EXE_gangyao")).parent().unwrap();
    let path = format!("{}:{}", own.display(), std::env::var("PATH").unwrap_or_default());
    let mut command = std::process::Command::new(program);
    let output = command.args(args).env("PATH", path).current_dir(home()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    stdout(&output)
}

#[cfg(unix)]
#[test]
fn jq_reads_the_export_as_shown() {
    let lines = blocks("sh");
    assert!(lines.iter().any(|line| line.contains("| jq ")), "{lines:?}");
    if is_there("jq", &["--version"]) {
        for line in lines {
            let printed = beside_gangyao("sh", &["-c", &line]);
            assert!(printed.contains("森林覆盖率"), "{line}: {printed}");
        }
    }
}

#[cfg(unix)]
#[test]
fn pandas_reads_the_tables_as_shown() {
    let programs = blocks("python");
    assert_eq!(programs.len(), 1);
    if is_there("python3", &["-c", "import pandas"]) {
        let printed = beside_gangyao("python3", &["-c", &programs[0]]);
        assert!(printed.contains("森林覆盖率") && printed.contains("46"), "{printed}");
    }
}
