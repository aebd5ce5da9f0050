"""Invented figures: plausible, consistent with the checks of the form, the same every time.

Values are exact integers of the smallest unit, as a sheet keeps them (万元 with two decimals ×100).
"""

from random import Random

FIRST_YEAR = 2022

# Flows and stocks drawn for each level: code → lowest and highest of the first year.
_RANGES: dict[str, dict[str, tuple[int, int]]] = {
    "grassroots": {
        "warmth_visits": (2, 20), "cooling_visits": (3, 25), "skills_training": (0, 30),
        "activity_workers": (10, 80), "wage_contracts": (0, 1), "congresses": (0, 1),
        "open_affairs": (0, 1), "stations": (0, 1), "reading_rooms": (0, 1),
        "part_time_officers": (1, 3), "six_haves": (0, 1),
    },
    "township": {
        "new_unions": (0, 4), "employers_due": (14, 40), "mediation_closed": (2, 12),
        "recovered": (80, 900), "legal_aid": (2, 12), "legal_talks": (2, 9),
        "bargaining_due": (8, 24), "lifted_households": (0, 4), "aid_funds": (100, 900),
        "warmth_visits": (20, 90), "warmth_funds": (150, 1200), "cooling_visits": (30, 160),
        "cooling_goods": (60, 500), "students_helped": (0, 6), "mutual_paid": (100, 900),
        "stations": (1, 3), "service_centres": (0, 1), "check_ups": (10, 120), "contests": (1, 4),
        "contest_workers": (40, 220), "skills_training": (20, 140), "studios": (0, 1),
        "studio_results": (0, 3), "talks": (2, 8), "activity_workers": (80, 420),
        "reading_rooms": (0, 2), "officers_trained": (6, 30), "industry_federations": (0, 1),
        "research_papers": (0, 2), "elections_due": (1, 8), "full_time_officers": (0, 1),
        "part_time_officers": (2, 5), "wage_contracts": (2, 18), "congresses": (3, 15),
        "open_affairs": (3, 14), "six_haves": (0, 1),
    },
    "county": {
        "new_unions": (3, 16), "employers_due": (60, 240), "mediation_closed": (20, 90),
        "recovered": (2000, 19000), "legal_aid": (20, 110), "legal_talks": (8, 30),
        "bargaining_due": (40, 160), "lifted_households": (5, 40), "aid_funds": (4000, 26000),
        "warmth_visits": (300, 1500), "warmth_funds": (3000, 18000), "cooling_visits": (400, 1900),
        "cooling_goods": (600, 3900), "students_helped": (20, 130), "mutual_paid": (6000, 32000),
        "stations": (4, 14), "service_centres": (1, 2), "check_ups": (150, 900),
        "contests": (6, 24), "contest_workers": (700, 3600), "skills_training": (200, 1500),
        "studios": (2, 11),
        "studio_results": (3, 26), "talks": (10, 42), "activity_workers": (2000, 12000),
        "reading_rooms": (4, 15), "officers_trained": (60, 260), "industry_federations": (1, 4),
        "research_papers": (2, 9), "elections_due": (6, 30), "hotline_received": (40, 260),
        "funds_planned": (40000, 190000), "full_time_officers": (6, 18),
        "part_time_officers": (3, 9), "reminder_letters": (3, 20), "opinion_letters": (1, 9),
        "proposal_letters": (0, 3),
        "wage_contracts": (20, 90), "congresses": (20, 80), "open_affairs": (18, 70),
        "six_haves": (0, 1),
    },
}  # fmt: skip
_RANGES["city"] = {code: (low * 2, high * 2) for code, (low, high) in _RANGES["county"].items()} | {
    "service_centres": (1, 1),
    "industry_federations": (2, 5),
    "six_haves": (0, 1),
}
_RANGES["province"] = _RANGES["city"]  # a municipality is both

# Of the whole, this share in the hundred: lowest and highest.
_SHARES = {
    "employers_unionised": ("employers_due", 62, 96),
    "elections_held": ("elections_due", 70, 100),
    "mediation_settled": ("mediation_closed", 72, 100),
    "bargaining_covered": ("bargaining_due", 66, 97),
    "hotline_due": ("hotline_received", 90, 99),
    "hotline_closed": ("hotline_due", 92, 100),
    "funds_collected": ("funds_planned", 41, 58),
    "smart_stations": ("stations", 0, 30),
}
_STAFF = {"grassroots": (28, 160), "township": (10, 24), "county": (24, 60), "city": (70, 90)}
_STAFF["province"] = _STAFF["city"]


def invented_answers(code: str, level: str, year: int, pace: int) -> dict[str, int]:
    """One organisation's own figures for a first half-year.

    Args:
        code: The organisation's code: the same organisation keeps its size from year to year.
        level: ``province``, ``city``, ``county``, ``township`` or ``grassroots``.
        year: ``FIRST_YEAR`` or later.
        pace: How much its county grows a year, in the hundred (4 is 4 %).
    """
    dice = Random(f"{code} {level}")  # noqa: S311 -- invented figures, not secrets
    years = year - FIRST_YEAR
    values = {
        item: _grown(dice.randint(low, high), years, pace + dice.randint(-3, 6))
        for item, (low, high) in _RANGES[level].items()
    }
    for item, (whole, low, high) in _SHARES.items():
        share = min(dice.randint(low, high) + years * 2, 100)
        if whole in values:
            values[item] = values[whole] * share // 100
    values |= _people(dice, level, years, pace) | _hardship(dice, level)
    if "letters" in values or "reminder_letters" in values:
        values["letters"] = sum(
            values[item] for item in ("reminder_letters", "opinion_letters", "proposal_letters")
        )
    if "six_haves" in values:
        values["six_haves"] = int(dice.random() < 0.7 + 0.08 * years)
    return values


def _grown(value: int, years: int, pace: int) -> int:
    """A few years on, rounded: small counts move by whole steps only, so none jumps."""
    return (value * (100 + pace * years) + 50) // 100


def _people(dice: Random, level: str, years: int, pace: int) -> dict[str, int]:
    low, high = _STAFF[level]
    employees = _grown(dice.randint(low, high), years, max(pace // 2, 0))
    members = employees * min(dice.randint(68, 90) + years * 3, 99) // 100
    new = max(members * dice.randint(3, 9) // 100, 0)
    gone = min(members * dice.randint(0, 3) // 100, new)
    women_employees = employees * dice.randint(32, 52) // 100
    women = min(members * dice.randint(32, 50) // 100, women_employees)
    groups = {
        name: members * dice.randint(0, 4) // 100
        for name in (
            "truck_drivers",
            "ride_drivers",
            "couriers",
            "food_riders",
            "other_new_employment",
        )
    }
    return {
        "unions": 1 if level == "grassroots" else 0,
        "employees": employees,
        "women_employees": women_employees,
        "members_at_start": members - new + gone,
        "new_members": new,
        "departed_members": gone,
        "members": members,
        "women_members": women,
        "migrant_members": members * dice.randint(15, 45) // 100,
        "real_name_members": members * dice.randint(80, 100) // 100,
        "new_employment_members": sum(groups.values()),
        **groups,
        "mutual_members": members * dice.randint(20, 70) // 100,
        "full_time_officers": dice.randint(6, 18) if level in ("county", "city", "province") else 0,
        "part_time_officers": dice.randint(1, 4),
    }


def _hardship(dice: Random, level: str) -> dict[str, int]:
    most = 1 if level == "grassroots" else 4
    parts = {
        name: dice.randint(0, most)
        for name in ("hardship_deep", "hardship_relative", "hardship_sudden")
    }
    return {"hardship_households": sum(parts.values()), **parts}
