"""What the desk is made of can be told: every dependency locked by its hash, and listed for who must answer for it."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def locked() -> dict[str, dict[str, object]]:
    """The packages of uv.lock by name."""
    return {each["name"]: each for each in tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]}


def test_every_file_of_the_lock_has_a_hash():
    files = [
        file
        for package in locked().values()
        if "registry" in package["source"]
        for file in (*package.get("wheels", ()), *filter(None, [package.get("sdist")]))
    ]
    assert len(files) > 500
    assert all(file["hash"].startswith("sha256:") for file in files)


def test_the_bill_of_materials_names_what_is_installed_and_no_developers_tool(tmp_path):
    to = tmp_path / "sbom.json"
    done = subprocess.run([ROOT / "scripts" / "sbom", to], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(to.read_text(encoding="utf-8"))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.5")
    listed = {component["name"]: component["version"] for component in told["components"]}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[^\w.-]", each)[0].replace(".", "-") for each in project["dependencies"]}
    assert wanted <= set(listed)
    assert {name: locked()[name]["version"] for name in wanted} == {name: listed[name] for name in wanted}
    assert "pytest" not in listed
