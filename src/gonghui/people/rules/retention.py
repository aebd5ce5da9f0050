"""How many rows one step takes, so that nobody waits long."""

FIRST_STEP, LARGEST_STEP = 100, 500  # rows
AIMED_AT = 0.05  # seconds a step; 0.5 is the promise, also on a machine that turns busy


def next_step(rows: int, seconds: float) -> int:
    """The next step, when so many rows took so long: at most twice as many, at least ten."""
    fitting = int(rows * AIMED_AT / max(seconds, 0.001))
    return max(10, min(fitting, rows * 2, LARGEST_STEP))
