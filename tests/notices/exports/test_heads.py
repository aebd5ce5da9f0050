"""What stands in the head of a letter stays there."""

import pytest
from django.core.mail import BadHeaderError

from gonghui.notices.exports.mail import _message
from gonghui.notices.sources import Letter


@pytest.mark.parametrize(
    ("subject", "to"),
    [
        pytest.param("今日事项\nBcc: other@example.org", "tian@example.org", id="the subject"),
        pytest.param("今日事项", "tian@example.org\r\nBcc: other@example.org", id="the address"),
    ],
)
def test_nothing_slips_into_the_head_of_a_letter(settings, subject, to):
    settings.MAIL_SENDER = "gonghui@example.org"

    with pytest.raises(BadHeaderError):
        _message(Letter("any", to, subject, "有 3 件事。\n")).message()
