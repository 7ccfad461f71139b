"""Gives the package of the wheel, `generator` here, its own name; hatchling calls this after a build."""

import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent.parent / "generator" / "starter"))

import distribution


class Named(BuildHookInterface):
    def finalize(
        self,
        version: str,
        build_data: dict[str, Any],  # noqa: ARG002 -- as it is called
        artifact_path: str,
    ) -> None:
        if version == "standard":
            with ZipFile(artifact_path) as wheel:
                files = {path: wheel.read(path) for path in wheel.namelist()}
            root = Path(self.root)
            files |= {
                path: distribution.content(root / path)
                for path in files
                if (root / path).is_file()
            }
            Path(artifact_path).write_bytes(distribution.packed(files))
