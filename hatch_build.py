"""What the package says of itself where it is published, with the addresses of site and sources.

They are those that the site is built with, ``ACTDEMO_BASE_URL`` and ``ACTDEMO_REPOSITORY_URL``.
An index shows the README away from the files that it names, so each gets its address.
"""

import os
import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

LINK = re.compile(r"(!?)(\[[^]]*\]\()(?!https?:)([^)]+\))")


class Published(MetadataHookInterface):
    """Fill in the README and the addresses."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set what pyproject.toml calls dynamic."""
        site, sources = (
            os.environ.get(f"ACTDEMO_{name}_URL", "").rstrip("/")
            for name in ("BASE", "REPOSITORY")
        )
        readme, tag = Path(self.root, "README.md").read_text("utf-8"), f"v{metadata['version']}"
        urls = {"Documentation": f"{site}/"} if site else {}
        if sources:
            file = f"{sources}/blob/{tag}"
            urls |= {"Source": sources, "Changelog": f"{file}/CHANGELOG.md"}
            picture = f"{sources}/raw/{tag}"
            readme = LINK.sub(
                lambda hit: f"{hit[1]}{hit[2]}{picture if hit[1] else file}/{hit[3]}", readme
            )
        metadata["readme"] = {"content-type": "text/markdown", "text": readme}
        metadata["urls"] = urls
