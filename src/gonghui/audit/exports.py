"""What of the record is kept outside the database: where the chain stood, day by day."""

import json
import os

from gonghui.audit.queries import anchors_path
from gonghui.audit.rules import Anchor


def write_anchor(anchor: Anchor) -> None:
    """Add a line to the file of anchors, on the disk before this returns."""
    line = {"on": anchor.on.isoformat(), "number": anchor.number, "digest": anchor.digest}
    with anchors_path().open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
        file.flush()
        os.fsync(file.fileno())
