"""Imports run one way: app.py, pages/ -> dashboard/ -> paths, warehouse, exports; stages -> models, errors, paths."""

import ast
import re
from collections import Counter
from graphlib import TopologicalSorter

import pytest

from etl.paths import ROOT

GROUND = {"etl.models", "etl.errors", "etl.paths"}
FILES = [path for top in ("app.py", "pages", "dashboard", "etl") for path in sorted(
    [ROOT / top] if top.endswith(".py") else (ROOT / top).rglob("*.py")
) if path.exists()]  # fmt: skip


def name_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path):
    """Every module of the house that a file imports, wherever it does so; `from a import b` counts as a.b too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found.add(node.module)
            found |= {
                f"{node.module}.{alias.name}" for alias in node.names if (ROOT / node.module.replace(".", "/")).is_dir()
            }
    return {
        name for name in found if name and name.split(".")[0] in ("etl", "dashboard", "pages", "app", "tests", "bench")
    }


MODULES = {name_of(path): imports(path) for path in FILES}


def under(name, *packages):
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def test_nothing_imports_the_tests_or_the_bench():
    assert [name for name, used in MODULES.items() if any(under(other, "tests", "bench") for other in used)] == []


def test_the_dashboard_knows_only_the_paths_the_warehouse_and_the_exports_of_etl():
    allowed = {"etl", "etl.paths", "etl.warehouse"}
    wrong = {
        name: sorted(o for o in used if under(o, "etl") and o not in allowed and not under(o, "etl.exports"))
        for name, used in MODULES.items()
        if under(name, "dashboard", "pages", "app")
    }
    assert {name: used for name, used in wrong.items() if used} == {}


def test_etl_knows_nothing_of_the_dashboard_or_streamlit():
    assert [
        n for n, used in MODULES.items() if under(n, "etl") and any(under(o, "dashboard", "pages", "app") for o in used)
    ] == []
    texts = {path: path.read_text("utf-8") for path in FILES if under(name_of(path), "etl")}
    assert [
        str(path) for path, text in texts.items() if re.search(r"^\s*(import|from) streamlit", text, re.MULTILINE)
    ] == []


def test_the_ground_imports_nothing_of_the_house():
    assert {name: MODULES[name] for name in GROUND if MODULES[name]} == {}


@pytest.mark.parametrize(
    "stage",
    ["documents", "body", "spreadsheets", "sheets", "columns", "reconcile", "checks", "load", "warehouse", "inputs"],
)
def test_no_stage_imports_the_pipeline_or_the_command(stage):
    used = MODULES.get(f"etl.{stage}", set())
    assert not any(under(other, "etl.pipeline", "etl.__main__") for other in used)


def test_exports_read_a_build_and_know_no_stage():
    ground = GROUND | {"etl", "etl.warehouse"}
    wrong = {
        name: sorted(o for o in used if under(o, "etl") and not under(o, "etl.exports") and o not in ground)
        for name, used in MODULES.items()
        if under(name, "etl.exports")
    }
    assert {name: used for name, used in wrong.items() if used} == {}


def test_the_extractor_imports_only_itself_and_the_ground():
    wrong = {
        name: sorted(
            o for o in used if under(o, "etl") and o != "etl" and not under(o, "etl.extractor") and o not in GROUND
        )
        for name, used in MODULES.items()
        if under(name, "etl.extractor")
    }
    assert {name: used for name, used in wrong.items() if used} == {}


def test_mentions_know_neither_clauses_nor_facts():
    below = {f"etl.extractor.{name}" for name in ("mentions", "lexicon", "rules", "industries", "searching")}
    wrong = {
        name: sorted(o for o in used if under(o, "etl.extractor") and o != "etl.extractor" and not under(o, *below))
        for name, used in MODULES.items()
        if under(name, "etl.extractor.mentions")
    }
    assert {name: used for name, used in wrong.items() if used} == {}


def test_no_module_of_the_extractor_imports_itself_in_a_circle():
    own = {name: used for name, used in MODULES.items() if under(name, "etl.extractor") and name != "etl.extractor"}
    TopologicalSorter({name: used & own.keys() for name, used in own.items()}).prepare()  # names the circle


def test_rules_know_no_word_and_no_other_module():
    assert MODULES["etl.extractor.rules"] == set()
    assert re.search(r"[一-鿿]", (ROOT / "etl/extractor/rules.py").read_text("utf-8")) is None


def test_charts_and_maps_hold_no_sql_and_no_streamlit():
    for name in ("charts", "maps", "downloads", "labels"):
        used = MODULES.get(f"dashboard.{name}", set())
        assert not any(
            under(other, "dashboard.queries", "dashboard.database", "dashboard.filters") for other in used
        ), name


def bindings(path):
    """The constants and functions of a module, each as often as it is bound, save one built on itself."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.decorator_list:
            yield node.name
        elif isinstance(node, ast.Assign):
            used = {part.id for part in ast.walk(node.value) if isinstance(part, ast.Name)}
            names = {target.id for target in node.targets if isinstance(target, ast.Name)}
            yield from (name for name in names - used if name.isupper())


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_name_of_a_module_is_bound_twice(path):
    """A second one hides the first, and what that was for is lost unheard."""
    assert [name for name, times in Counter(bindings(path)).items() if times > 1] == []
