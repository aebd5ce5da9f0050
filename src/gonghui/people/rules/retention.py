"""How many rows one step takes, so that nobody waits long."""

FIRST_STEP, LARGEST_STEP = 100, 900  # rows; a thousand keys in one statement is SQLite's old limit
AIMED_AT = 0.1  # seconds a step; 0.5 is the promise, also on a machine that turns busy


def next_step(rows: int, seconds: float) -> int:
    """The next step, when so many rows took so long: at most twice as many, at least ten."""
    fitting = int(rows * AIMED_AT / max(seconds, 0.001))
    return max(10, min(fitting, rows * 2, LARGEST_STEP))
