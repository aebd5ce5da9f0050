"""What a person says about one item of a reading."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.bulletins.actions.reading import decide
from gonghui.bulletins.forms.claim import form_of
from gonghui.bulletins.models import Reading
from gonghui.bulletins.queries.reading import items_of, readings_where
from gonghui.bulletins.rules.review import Item, ItemState, ReadingState, Sureness
from gonghui.bulletins.wording import ACT_WORDS, FIELD_WORDS, NOT_TOLD, note_on, value_in_words
from gonghui.foundation.pieces import Claim, ClaimAct
from gonghui.foundation.web import refusals_shown

LINES = {Sureness.SURE: "high", Sureness.LOOK: "mid", Sureness.UNSURE: "low"}


def claims_of(
    reading: Reading, found: Sequence[Item], *, current: str, original: bool
) -> list[Claim]:
    """The items as the list of claims draws them; the one named is open."""
    chosen = current or _first_open(found)
    return [
        _claim(reading, item, number, is_current=item.key == chosen, original=original)
        for number, item in enumerate(found, 1)
    ]


def _first_open(found: Sequence[Item]) -> str:
    """The first that wants a look, else the first nobody has decided about."""
    waiting = [item for item in found if item.state is ItemState.OPEN and item.value is not None]
    doubtful = [item for item in waiting if item.sureness is not Sureness.SURE]
    return next((item.key for item in [*doubtful, *waiting]), "")


def _claim(reading: Reading, item: Item, number: int, *, is_current: bool, original: bool) -> Claim:
    span = item.original if original else item.span
    told = item.value is not None and item.state is not ItemState.REFUSED
    return Claim(
        number=number,
        label=str(FIELD_WORDS[item.field]),
        value=str(value_in_words(item.field, item.value))
        if item.value is not None
        else str(NOT_TOLD),
        sure=LINES[item.sureness],
        state=item.state.value,
        start=span[0] if span else None,
        end=span[1] if span else None,
        note=note_on(item.field, item.value, item.rules) if told else "",
        address=_address(reading, item.key, number, original=original),
        current=is_current,
        acts=_acts(reading, item) if reading.state == ReadingState.OPEN.value else (),
    )


def _address(reading: Reading, key: str, number: int, *, original: bool = False) -> str:
    text = "&text=original" if original else ""
    return f"{reverse('bulletins:reading', args=[reading.pk])}?claim={key}{text}#claim-{number}"


def _acts(reading: Reading, item: Item) -> list[ClaimAct]:
    def act(name: str, letter: str, *, opens: bool = False) -> ClaimAct:
        view = "claim" if opens else f"claim-{name}"
        address = reverse(f"bulletins:{view}", args=[reading.pk, item.key])
        return ClaimAct(str(ACT_WORDS[name]), address, key=letter, opens=opens)

    if item.value is None:
        return [act("fill", "E", opens=True)]
    if item.state is ItemState.OPEN:
        return [act("accept", "A"), act("change", "E", opens=True), act("refuse", "X")]
    return [act("change", "E", opens=True), act("reopen", "Z")]


def _open_item(request: SignedInRequest, pk: int, key: str) -> tuple[Reading, Item, list[Item]]:
    reading = get_object_or_404(readings_where(request.user, Permission.BULLETIN_READ), pk=pk)
    found = items_of(reading)
    item = next((one for one in found if one.key == key), None)
    if item is None:
        raise Http404
    return reading, item, found


@requires(Permission.BULLETIN_READ)
def change(request: SignedInRequest, pk: int, key: str) -> HttpResponse:
    """Put one item right."""
    reading, item, found = _open_item(request, pk, key)
    kind = form_of(item.field)
    initial = kind.initial_of(item.value) if item.value is not None else {}
    form = kind(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _decided(request, reading, key, ItemState.CHANGED, form.value())
    claims = claims_of(reading, found, current=key, original=False)
    context = {"reading": reading, "form": form, "claims": claims, "label": FIELD_WORDS[item.field]}
    return render(request, "bulletins/claim.html", context)


@requires(Permission.BULLETIN_READ)
@require_POST
def accept(request: SignedInRequest, pk: int, key: str) -> HttpResponse:
    """It is so."""
    reading, _item, _found = _open_item(request, pk, key)
    return _decided(request, reading, key, ItemState.ACCEPTED)


@requires(Permission.BULLETIN_READ)
@require_POST
def refuse(request: SignedInRequest, pk: int, key: str) -> HttpResponse:
    """It is not so: it will not be written."""
    reading, _item, _found = _open_item(request, pk, key)
    return _decided(request, reading, key, ItemState.REFUSED)


@requires(Permission.BULLETIN_READ)
@require_POST
def reopen(request: SignedInRequest, pk: int, key: str) -> HttpResponse:
    """Take back what was said about it."""
    reading, _item, found = _open_item(request, pk, key)
    with refusals_shown(request):
        decide(reading, key, ItemState.OPEN)
    return redirect(_address(reading, key, _place(found, key) + 1))


def _place(found: Sequence[Item], key: str) -> int:
    return [item.key for item in found].index(key)


def _decided(
    request: SignedInRequest, reading: Reading, key: str, state: ItemState, value: object = None
) -> HttpResponse:
    """Say it, and go on to the next item that waits."""
    with refusals_shown(request):
        reading = decide(reading, key, state, value)
    found = items_of(reading)
    place = _place(found, key)
    later = [*found[place + 1 :], *found[:place]]
    waiting = (
        item.key for item in later if item.state is ItemState.OPEN and item.value is not None
    )
    then = next(waiting, key)
    return redirect(_address(reading, then, _place(found, then) + 1))
