"""What is checked over the whole tree, and how much it weighs."""

from enum import StrEnum


class Weight(StrEnum):
    """What a finding means for the register."""

    WRONG = "wrong"  # the register contradicts itself: damage, to be repaired
    OPEN = "open"  # not entered yet, or overdue out there: nothing is damaged


# Every check by its code, the tree first; pages and the command tell them in this order.
CHECKS = {
    "tree.orphan": Weight.WRONG,
    "tree.cycle": Weight.WRONG,
    "tree.two_superiors": Weight.WRONG,
    "tree.superior_gone": Weight.WRONG,
    "tree.ancestry_missing": Weight.WRONG,
    "tree.ancestry_extra": Weight.WRONG,
    "organisation.status_and_end": Weight.WRONG,
    "organisation.dissolved_placed": Weight.WRONG,
    "organisation.dissolved_held": Weight.WRONG,
    "tenure.overlaps": Weight.WRONG,
    "tenure.overcrowded": Weight.WRONG,
    "tenure.too_early": Weight.WRONG,
    "post.department_elsewhere": Weight.WRONG,
    "registration.code_wrong": Weight.WRONG,
    "registration.code_shared": Weight.WRONG,
    "term.expired": Weight.OPEN,
    "term.not_entered": Weight.OPEN,
    "post.no_chair": Weight.OPEN,
    "registration.no_code": Weight.OPEN,
}
