"""What the dates of a programme prove, and what they don't."""

from datetime import date

import pytest

from pages.core.dates import PartialDate
from pages.programmes.models import ProgrammePage, programme_status

D = PartialDate


@pytest.mark.parametrize(
    ("starts", "ends", "as_of", "today", "key"),
    [
        (D(2017), D(2019), None, date(2019, 12, 31), "running"),
        (D(2017), D(2019), None, date(2020, 1, 1), "ended"),
        (D(2017, 7, 1), None, None, date(2017, 6, 30), "planned"),
        (D(2017, 7, 1), None, None, date(2017, 7, 1), "running"),
        (D(2016, 12, 20), None, D(2017), date(2026, 1, 1), "described"),
        (D(2016, 12, 20), None, D(2017), date(2017, 12, 31), "running"),
        (D(2017), D(2019), D(2017), date(2018, 5, 5), "running"),
        (None, D(2017), D(2017), date(2018, 1, 1), "ended"),
        (None, None, None, date(2026, 1, 1), "unknown"),
    ],
)
def test_the_status_is_what_the_dates_prove(
    starts: D | None, ends: D | None, as_of: D | None, today: date, key: str
) -> None:
    assert programme_status(starts, ends, as_of, today).key == key


def test_an_ended_programme_says_so_first() -> None:
    page = ProgrammePage(title="Lato", period="lato 2017", ends=D(2017))
    assert page.banner is not None
    assert "lato 2017" in page.banner["text"]


def test_the_period_in_words_is_made_of_the_dates_when_nobody_wrote_it() -> None:
    assert ProgrammePage(starts=D(2017), ends=D(2019)).period_label == "2017 – 2019"
    assert ProgrammePage(starts=D(2016, 12, 20)).period_label == "od 20 grudnia 2016\u00a0r."
    assert ProgrammePage(ends=D(2019, 6)).period_label == "do czerwca 2019\u00a0r."
    assert ProgrammePage().period_label == ""
