"""The detectors, each with a sentence, and the city's numbers it looks with (L33)."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.triggers import read_sql
from policies.reports import numbers

PREFIX = "integrity_"


@dataclass(frozen=True, slots=True)
class Detector:
    """
    One way of looking.

    ``sentence`` says what it looks for, with its ``limits`` in it; ``innocent`` what
    else it may be. Limits are numbers of the city (see ``policies``), by their codes
    without ``integrity_``; those in minutes are told in hours where they are whole.
    """

    code: str
    name: Promise
    sentence: Promise
    innocent: Promise
    limits: tuple[str, ...]

    @property
    def sql(self) -> str:
        return read_sql(f"hours/sql/detect/{self.code}.sql")

    def numbers(self, on: date) -> dict[str, int]:
        """Its limits as they hold on the local date ``on``."""
        held = numbers(on=on)
        return {name: held[PREFIX + name] for name in self.limits}

    def says(self, on: date) -> str:
        """The sentence, with the limits of that local date."""
        told = {
            name: value // 60 if name.endswith(IN_HOURS) else value
            for name, value in self.numbers(on).items()
        }
        return str(self.sentence) % told


IN_HOURS = ("day_minutes", "week_minutes", "unchecked_minutes", "entered_minutes")

ALL = (
    Detector(
        "entered_at_once",
        _("Many days entered at once"),
        _(
            "Somebody entered %(entered_days)s or more days of one person later, all"
            " within ten minutes."
        ),
        _("A file of a season's rosters, loaded by the one who keeps them."),
        ("entered_days",),
    ),
    Detector(
        "same_roster",
        _("The same roster again and again"),
        _(
            "%(roster_people)s or more people, always the same and always at the same"
            " times to the second, on %(roster_dates)s or more days."
        ),
        _("A class that serves every week and never misses anybody."),
        ("roster_people", "roster_dates"),
    ),
    Detector(
        "nobody_checked_in",
        _("Many people, and nobody checked in"),
        _(
            "%(unchecked_people)s or more sessions of one activity on one day, none of"
            " them timed on the spot."
        ),
        _("A place without reception, with a roster on paper."),
        ("unchecked_people",),
    ),
    Detector(
        "approve_each_other",
        _("Two who approve each other"),
        _(
            "Two people decide each other's hours, %(mutual_sessions)s or more sessions"
            " each way."
        ),
        _("An organization with just two approvers."),
        ("mutual_sessions",),
    ),
    Detector(
        "never_checked_in",
        _("Many hours, never timed"),
        _(
            "Somebody counted %(unchecked_minutes)s or more hours in a year and never"
            " checked in anywhere."
        ),
        _("Somebody without a phone, or who serves where nothing is timed."),
        ("unchecked_minutes",),
    ),
    Detector(
        "long_days",
        _("Days that are too long"),
        _("More than %(day_minutes)s hours of one person on one day."),
        _("An emergency, with everybody out day and night."),
        ("day_minutes",),
    ),
    Detector(
        "long_weeks",
        _("Weeks that are too long"),
        _("More than %(week_minutes)s hours of one person from Monday to Sunday."),
        _("A camp, or an emergency of several days."),
        ("week_minutes",),
    ),
    Detector(
        "made_for_hours",
        _("Activities made for the hours"),
        _(
            "%(activity_sessions)s or more sessions sent in within %(activity_minutes)s"
            " minutes of writing the activity down."
        ),
        _("An activity that was forgotten, and written down when it was over."),
        ("activity_minutes", "activity_sessions"),
    ),
    Detector(
        "mostly_entered",
        _("Organizations that mostly enter later"),
        _(
            "%(entered_percent)s %% or more of an organization's year was entered"
            " later, of %(entered_minutes)s or more hours."
        ),
        _("An organization that keeps its rosters on paper."),
        ("entered_percent", "entered_minutes"),
    ),
    Detector(
        "at_night",
        _("Hours at night"),
        _(
            "%(night_sessions)s or more sessions that began between 22:00 and 5:00, of"
            " an organization that serves by day."
        ),
        _("Company on New Year's Eve, a night of flood watch."),
        ("night_sessions",),
    ),
    Detector(
        "strange_field",
        _("Hours in a field that is not theirs"),
        _(
            "%(field_sessions)s or more sessions in a year in a field of service in"
            " which the organization has no activity."
        ),
        _("A new field whose activities are not written down yet."),
        ("field_sessions",),
    ),
    Detector(
        "far_apart",
        _("In two places too soon"),
        _(
            "Somebody was timed at two places, %(apart_times)s or more times in a"
            " year, sooner than at %(apart_kmh)s km an hour from one to the other."
        ),
        _("A walk or a round that ends elsewhere than it began."),
        ("apart_times", "apart_kmh"),
    ),
    Detector(
        "one_phone",
        _("Many people on one phone"),
        _("%(phone_people)s or more registered people with one phone number."),
        _("A care home, or a teacher who lends the phone."),
        ("phone_people",),
    ),
)
BY_CODE = {one.code: one for one in ALL}
