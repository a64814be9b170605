"""No browser test waits on a promise with Playwright's own means, which take the promise itself for a yes."""

import ast

from tests.built_site import ROOT


def test_what_gives_a_promise_is_waited_for_with_wait_until() -> None:
    hollow = [
        f"{path.name}:{call.lineno}"
        for path in sorted((ROOT / "tests/browser").glob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", "") == "wait_for_function"
        and any(word in ast.unparse(call) for word in ("async ", "Promise", ".then(", "caches."))
    ]
    assert not hollow
