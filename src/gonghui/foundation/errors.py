"""The one exception for a refused rule."""


class RuleBroken(Exception):  # noqa: N818 -- it names what happened; it is a refusal, not a programming error
    """Something a rule does not allow.

    Attributes:
        code: ``<noun>.<what_is_wrong>``; the room's ``wording.py`` has the sentence.
        facts: What the sentence needs to be exact (numbers, names).
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.code} {self.facts}" if self.facts else self.code
