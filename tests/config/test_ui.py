"""Numbers and moments as people read them."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from config.templatetags import charts, ui

SATURDAY = datetime(2026, 11, 28, 1, 0, tzinfo=UTC)  # 9:00 in Shanghai
LATE = datetime(2026, 11, 27, 16, 30, tzinfo=UTC)  # 0:30 on Saturday in Shanghai


@pytest.fixture
def chinese():
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (0, "0.00"),
        (None, "0.00"),
        (1, "0.01"),
        (59, "0.98"),
        (150, "2.50"),
        (5549, "92.48"),
        (355_281, "5,921.35"),
        (-90, "-1.50"),
        (-1, "-0.01"),
    ],
)
def test_hours_are_truncated_never_rounded(minutes, shown):
    assert ui.hours(minutes) == shown
    assert ui.hours_whole(minutes) + ui.hours_fraction(minutes) == shown


def test_whole_hours_are_a_number():
    assert [ui.to_hours(m) for m in (None, 59, 1410, -90)] == [0, 0, 23, -1]


def test_thousands():
    assert ui.thousands(1_430_218) == "1,430,218"
    assert ui.thousands(None) == "0"


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        (9_999, "9,999", "9,999"),
        (10_000, "1.0 万", "10.0k"),
        (1_864_999, "186.4 万", "1.8m"),
        (26_104_385, "2,610.4 万", "26.1m"),
        (186_499, "18.6 万", "186.4k"),
    ],
)
def test_large_numbers_in_short(number, zh, en):
    with translation.override("zh-hans"):
        assert ui.wan(number) == zh
    with translation.override("en"):
        assert ui.wan(number) == en


def test_a_share_of_nothing_is_a_dash():
    assert ui.percent(1, 0) == "–"
    assert ui.percent(613, 1000) == "61.3%"


def test_durations(chinese):
    assert ui.duration(150) == "2 小时 30 分"
    assert ui.duration(120) == "2 小时"
    assert ui.duration(0) == "0 分"


def test_days_in_chinese(chinese):
    assert ui.day(SATURDAY) == "11月28日 周六"
    assert ui.full_day(date(2020, 3, 5)) == "2020年3月5日 周四"
    assert ui.short_day(SATURDAY) == "11月28日"
    assert ui.weekday(SATURDAY) == "周六"
    assert ui.moment(SATURDAY) == "11月28日 9:00"
    assert ui.month_name(3) == "3月"


def test_days_in_english(english):
    assert ui.day(SATURDAY) == "Sat 28 Nov"
    assert ui.full_day(date(2020, 3, 5)) == "Thu 5 Mar 2020"
    assert ui.short_day(SATURDAY) == "28 Nov"
    assert ui.weekday(SATURDAY) == "Sat"
    assert ui.moment(SATURDAY) == "28 Nov, 9:00"
    assert ui.month_name(3) == "Mar"
    assert ui.duration(150) == "2 h 30 min"


def test_the_day_is_shanghais_not_utcs(english):
    assert ui.day(LATE) == "Sat 28 Nov"
    assert ui.clock(LATE) == "0:30"


def test_a_span_that_ends_with_the_day():
    midnight = datetime(2026, 11, 28, 16, 0, tzinfo=UTC)
    assert ui.span(SATURDAY, midnight) == "9:00–24:00"
    assert ui.span(SATURDAY, datetime(2026, 11, 28, 3, 30, tzinfo=UTC)) == "9:00–11:30"
    assert ui.span(SATURDAY, None) == "9:00–"


def test_nothing_is_shown_of_no_moment():
    shows = (ui.day, ui.full_day, ui.short_day, ui.weekday, ui.clock, ui.moment)
    assert [show(None) for show in shows] == [""] * 6


def test_an_icon_is_silent_unless_it_has_a_label():
    page = Template(
        '{% load ui %}{% icon "check" %}{% icon "check" label=words class="hh-ok" %}'
    ).render(Context({"words": "A & B"}))
    silent, spoken = page.split("</svg>")[:2]
    assert 'aria-hidden="true"' in silent
    assert 'd="M5 12l5 5l10 -10"' in silent
    assert 'aria-label="A &amp; B"' in spoken
    assert "hh-icon hh-ok" in spoken


def test_an_unknown_icon_is_said_at_once():
    with pytest.raises(FileNotFoundError):
        ui.icon("no-such-icon")


def test_a_mix_fills_its_bar_and_leaves_out_what_is_not_there():
    drawn = charts.mix(613, 224, 0, 163, width=1000, gap=3)
    assert [share.n for share in drawn.shares] == [1, 2, 4]
    last = drawn.shares[-1]
    assert last.x + last.width == pytest.approx(1000, abs=0.2)
    assert drawn.percents == ["61.3%", "22.4%", "0.0%", "16.3%"]


def test_a_sliver_stays_visible():
    drawn = charts.mix(1_000_000, 1, width=100, gap=1)
    assert [share.width for share in drawn.shares] == [97, 2]


def test_a_mix_of_nothing_is_empty():
    assert charts.mix(0, None, 0, 0).shares == []


def test_bars_stand_on_the_floor_and_the_highest_is_marked(chinese):
    items = [{"label": "1", "value": 6000}, {"label": "2", "value": 12000}]
    drawn = charts.bars(items, scale=60)
    assert [bar.y + bar.height for bar in drawn.bars] == [276, 276]
    assert [bar.is_top for bar in drawn.bars] == [False, True]
    assert [bar.text for bar in drawn.bars] == ["100", "200"]
    assert drawn.unit == 1


def test_bars_of_a_whole_city_count_in_ten_thousands(chinese):
    drawn = charts.bars([{"label": "3", "value": 3_868_400 * 60}], scale=60)
    assert drawn.unit == 10_000
    assert drawn.bars[0].text == "386.8"
    assert drawn.ticks[-1][1] == "400"


def test_bars_of_nothing_are_flat():
    drawn = charts.bars([{"label": "1", "value": 0}])
    assert drawn.bars[0].height == 0
    assert drawn.ticks == []


def test_tiles_are_shaded_in_four_steps():
    drawn = charts.tiles([{"value": v} for v in (14.8, 15.9, 22.2, 23.4)])
    assert [tile.shade for tile in drawn.tiles] == [1, 1, 4, 4]
    assert len(drawn.breaks) == 3


def test_equal_tiles_are_shaded_alike():
    drawn = charts.tiles([{"value": 5}, {"value": 5}])
    assert {tile.shade for tile in drawn.tiles} == {1}
    assert drawn.breaks == []
