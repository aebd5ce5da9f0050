"""Personal facts as they are shown to whoever need not know them whole (脱敏).

Source: quality.md S67: name 张*, ID number 330***********0011, phone 138****5678, card last 4.
"""


def mask_name(name: str) -> str:
    """张小明 → 张**; of a name of one character nothing but a star."""
    return name[:1] + "*" * (len(name) - 1) if len(name) > 1 else "*" * len(name)


def mask_phone(number: str) -> str:
    """13812345678 → 138****5678; a short one keeps its last two digits only."""
    if len(number) < 9:
        return "*" * max(len(number) - 2, 0) + number[-2:]
    return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"


def mask_id_number(number: str) -> str:
    """330102199001010011 → 330***********0011; a short one is hidden whole."""
    if len(number) < 12:
        return "*" * len(number)
    return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"


def mask_card(number: str) -> str:
    """6222021234567890123 → ***************0123."""
    return "*" * max(len(number) - 4, 0) + number[-4:] if len(number) > 8 else "*" * len(number)
