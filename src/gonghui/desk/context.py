"""What stands on every page: the menu with what waits, who is acting, whether this is a demonstration."""

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, object]:
    """Filled in by the desk."""
    return {}
