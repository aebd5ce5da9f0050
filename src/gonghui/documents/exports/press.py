"""The process papers are set as PDF in: it loads neither Django nor our settings.

It is told by a line of JSON what to set and where to, and answers in one. Nothing is fetched, and
only the fonts of the list it was started with are to be had. WeasyPrint needs Pango from the
machine; where that is missing the first answer says so.
"""

import gc
import json
import logging
import resource
import sys
from pathlib import Path
from typing import Any

MIB = 1024 * 1024
MEMORY = 2048 * MIB  # of address space; the fonts alone are mapped with 150
NO_PRESS = "no_press"
Answer = dict[str, Any]


def shut_in() -> None:
    """From here on: so much memory, no core dump."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def never(address: str, *_told: object, **_more: object) -> Any:  # noqa: ANN401 -- WeasyPrint's own
    """A paper brings everything with it."""
    raise ValueError(address)


def load() -> Any:  # noqa: ANN401 -- a module without types
    """WeasyPrint, or ``None`` where Pango is missing."""
    try:
        import weasyprint  # noqa: PLC0415 -- it loads the machine's libraries, or fails
    except OSError:
        return None
    return weasyprint


def press(weasyprint: Any, order: Answer) -> Answer:  # noqa: ANN401 -- as above
    """Set one paper."""
    document = weasyprint.HTML(string=order["html"], url_fetcher=never).render()
    document.metadata.generator = "Gonghui"
    document.write_pdf(order["out"], pdf_tags=True)
    pages = len(document.pages)
    del document
    gc.collect()  # its pages point at each other; a hundred of them would fill the memory
    return {"pages": pages}


def main() -> None:
    """Set paper after paper, until no more come."""
    shut_in()
    logging.disable()
    weasyprint = load()
    for line in sys.stdin:
        order = json.loads(line)
        try:
            answer = press(weasyprint, order) if weasyprint else {"failed": NO_PRESS}
        except Exception as broken:  # noqa: BLE001 -- whatever it was, this paper was not set
            Path(order["out"]).unlink(missing_ok=True)
            answer = {"failed": repr(broken)[:500]}
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
