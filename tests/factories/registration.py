"""Social credit codes that prove themselves, and what the register knows of an organisation."""

from gonghui.organisations.models import Organisation, Registration
from gonghui.organisations.rules.registration import ALPHABET, WEIGHTS


def credit_code(body: str) -> str:
    """The 17 characters with the one that proves them."""
    total = sum(ALPHABET.index(one) * weight for one, weight in zip(body, WEIGHTS, strict=True))
    return body + ALPHABET[-total % 31]


def make_registration(organisation: Organisation, **facts: object) -> Registration:
    return Registration.objects.create(organisation=organisation, **facts)
