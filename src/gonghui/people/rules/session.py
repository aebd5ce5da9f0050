"""How long somebody waits after wrong passwords. Nobody is ever locked out for good."""

# wrong passwords that cost nothing: for one name from one address, for a name from all strange
# addresses together, for all names from one address (a whole office may share one)
FREE_HERE = 5
FREE_IN_ALL = 20
FREE_FROM_ADDRESS = 60
FIRST_WAIT = 30
LONGEST_WAIT = 15 * 60


def wait_after(wrong: int, *, free: int) -> int:
    """Seconds until the next try after so many wrong ones: 30, then twice as long each time.

    Source: quality.md S15: a growing delay, never a lock an attacker could turn against the owner.
    """
    if wrong < free:
        return 0
    doublings = min(wrong - free, 10)
    return min(FIRST_WAIT << doublings, LONGEST_WAIT)
