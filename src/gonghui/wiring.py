"""Every reaction of one room to another, a line each."""


def connect() -> None:
    """Join the rooms. Called once, when all of them are loaded."""
