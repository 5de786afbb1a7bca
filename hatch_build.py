"""Put the browser bundle into the wheel: calls the front end's own build script."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontendHook(BuildHookInterface):  # type: ignore[type-arg,misc]
    """Build the bundle before files are collected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Run the build; end with one plain sentence if it fails."""
        script = Path(self.root, "webapp", "frontend", "build.py")
        spec = importlib.util.spec_from_file_location("frontend_build", script)
        if spec is None or spec.loader is None:
            sys.exit("The front end's build script is missing.")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        try:
            module.build()
        except module.BuildError as error:
            sys.exit(str(error))
