"""What we import is what pyproject.toml declares: a library of a library may go with its next version."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from django.conf import settings

OURS = {"newsroom", "demo", "front", "articles", "ads", "authors", "sections", "media", "redirects"}
# Redraws the demo's drawings; a site never does.
TOOLS = "demo/draw"


def declared():
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    return {re.match(r"[-\w]+", dependency)[0] for dependency in project["dependencies"]}


def imported():
    """The distributions of whatever the code of a site imports."""
    names = set()
    for app in OURS:
        for file in (settings.BASE_DIR / app).rglob("*.py"):
            if TOOLS in file.as_posix():
                continue
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Import):
                    names |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    names.add(node.module)
    others = {name.partition(".")[0] for name in names} - OURS - set(sys.stdlib_module_names)
    found = packages_distributions()
    return {found[name][0].lower() for name in others}


def test_whatever_is_imported_is_declared():
    assert {"django", "pillow"} <= imported()
    assert imported() <= declared()
