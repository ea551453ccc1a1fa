"""
Files of installed packages, served under ``vendor/``: only those that pages use.

Nothing third-party is copied into the repository; ``npm ci`` and pip bring it.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SWAGGER = "drf_spectacular_sidecar/static/drf_spectacular_sidecar/swagger-ui-dist"

FROM_NPM = {
    "vendor/ed25519.js": "@noble/ed25519/index.js",
    "vendor/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "vendor/jsqr.js": "jsqr/dist/jsQR.js",
}
FROM_PYTHON = {
    "vendor/swagger-ui.css": f"{SWAGGER}/swagger-ui.css",
    "vendor/swagger-ui.js": f"{SWAGGER}/swagger-ui-bundle.js",
}


class Elsewhere(FileSystemStorage):
    """Files that lie under other paths than they are served as."""

    def __init__(self, files: dict[str, Path]) -> None:
        super().__init__(location=settings.BASE_DIR)
        self.files = files

    def path(self, name: str) -> str:
        return str(self.files[name])


class PackageFinder(BaseFinder):
    """Finds the files of packages for ``collectstatic`` and the tests."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = Elsewhere(_sources())

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        """Say which package is not installed."""
        return [
            Error(f"{path} is missing.", hint="Run make install.", id="config.E001")
            for path in self.storage.files.values()
            if not path.exists()
        ]

    def find(self, path: str, *args: Any, **kwargs: Any) -> Any:
        """The file served as ``path``; a list where the caller wants all."""
        source = self.storage.files.get(path)
        wants_all = kwargs.get("find_all") or kwargs.get("all")
        if source is None or not source.exists():
            return []
        return [str(source)] if wants_all else str(source)

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Elsewhere]]:
        """Every file, with where it lies."""
        return ((name, self.storage) for name in self.storage.files)


def _sources() -> dict[str, Path]:
    node_modules = settings.BASE_DIR / "node_modules"
    files = {name: node_modules / path for name, path in FROM_NPM.items()}
    for name, path in FROM_PYTHON.items():
        package, inside = path.split("/", 1)
        spec = find_spec(package)
        if spec and spec.submodule_search_locations:
            files[name] = Path(spec.submodule_search_locations[0]) / inside
    return files


def _without_source_maps(patterns: Any) -> Any:
    """Packages name source maps that are not served; leave those names alone."""
    return tuple(
        (glob, tuple(p for p in rules if "sourceMappingURL" not in str(p)))
        for glob, rules in patterns
    )


class CompressedStorage(CompressedManifestStaticFilesStorage):
    """Hashed names and compressed files, made once by ``collectstatic``."""

    patterns = _without_source_maps(CompressedManifestStaticFilesStorage.patterns)
