"""The house keeps its shape: imports go one way, and the engine stands alone."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
MAY_IMPORT = {
    "history": set(),
    "search": set(),
    "zones": {"history", "search"},
    "projects": {"history", "search", "zones"},
    "articles": {"history", "search", "zones", "projects"},
    "facts": {"history", "search", "zones", "projects", "articles"},
    "portal": {"history", "search", "zones", "projects", "articles", "facts"},
}
OURS = {*MAY_IMPORT, "config"}


def imported(path: Path) -> set[str]:
    """Names of our packages that a file imports absolutely."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found & OURS


@pytest.mark.parametrize("app", sorted(MAY_IMPORT))
def test_imports_go_one_way(app):
    wrong = {f"{path.relative_to(ROOT)} imports {name}" for path in (ROOT / app).rglob("*.py") for name in imported(path) - MAY_IMPORT[app] - {app, "config"}}
    assert not wrong


def test_only_the_door_opens_the_engine():
    """extraction.py stores what the engine reads; reading.py and the desk read without storing; names.py and indicators.py hand it our rows."""
    engine = ROOT / "facts/engine"
    outside = {str(path.relative_to(ROOT)) for app in MAY_IMPORT for path in (ROOT / app).rglob("*.py") if engine not in path.parents and _names_engine(path)}
    assert outside >= {"facts/extraction.py"}
    assert all(path.startswith("facts/") for path in outside)


def _names_engine(path: Path) -> bool:
    return any(
        isinstance(node, ast.ImportFrom) and "engine" in (node.module or "").split(".") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )


def test_the_engine_imports_without_django():
    code = "import sys; sys.modules['django'] = None; import facts.engine; print(sorted(n for n in sys.modules if n.split('.')[0] in {'articles', 'zones'}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_engine_has_no_clock_and_no_network():
    forbidden = {"django", "socket", "urllib", "http", "requests", "time", "random"}
    found = {f"{path.name}: {name}" for path in (ROOT / "facts/engine").rglob("*.py") for name in _modules(path) & forbidden}
    assert not found


def _modules(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names
