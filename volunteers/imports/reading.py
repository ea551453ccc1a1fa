"""What the cells of a row say of a person, and whether the law lets them register."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation

from config.cells import unplain
from config.sheets import Row
from policies.reports import numbers
from volunteers.ages import OF_AGE, born_by
from volunteers.dates import read_date
from volunteers.identifiers import (
    FIRST_BIRTH_YEAR,
    Malformed,
    read_document,
    read_phone,
    read_resident_id,
)
from volunteers.imports.reasons import Reason
from volunteers.models import District, DocumentType, Site
from volunteers.names import LONGEST_NAME, NotAName, read_name

# What people call the documents, besides their codes and labels.
OTHER_WORDS = {
    "身份证": DocumentType.RESIDENT_ID,
    "居民身份证": DocumentType.RESIDENT_ID,
    "内地身份证": DocumentType.RESIDENT_ID,
    "港澳通行证": DocumentType.HK_MACAU_PERMIT,
    "港澳居民来往内地通行证": DocumentType.HK_MACAU_PERMIT,
    "台胞证": DocumentType.TAIWAN_PERMIT,
    "台湾居民来往大陆通行证": DocumentType.TAIWAN_PERMIT,
    "其他": DocumentType.OTHER,
}


@dataclass(slots=True)
class Said:
    """What was read of a row; where ``reasons`` has something, only those count."""

    name: str = ""
    document_type: str = DocumentType.RESIDENT_ID
    document_number: str = ""
    phone: str = ""
    birth_date: date | None = None
    district: str = ""
    home_site: int | None = None
    guardian_phone: str = ""
    reasons: list[Reason] = field(default_factory=list)

    def tell(self, column: str, code: str, **details: Any) -> None:
        self.reasons.append(Reason(column, code, details))


class Reader:
    """Reads the rows of a file as of one local date; asks the database once."""

    def __init__(self, *, today: date) -> None:
        self._today = today
        limits = numbers(on=today)
        self._least = limits["minimum_age_with_guardian"]
        self._born_by_least = born_by(today, age=self._least)
        self._born_by_of_age = born_by(today, age=OF_AGE)
        self._documents = _document_words()
        self._districts = _by_word(District.objects.all())
        self._sites = _by_word(Site.objects.all())

    def read(self, row: Row) -> Said:
        """What the row says, with every reason against it."""
        # Cells of a file of bad rows may bear the mark against formulas.
        cells = map(unplain, row.cells)
        name, kind, number, phone, district, site, birth, guardian = cells
        said = Said()
        if row.spilled:
            said.tell("guardian_phone", "spilled")
        said.name = self._name(name, said)
        self._document(kind, number, birth, said)
        said.phone = self._phone("phone", phone, said)
        said.district = self._district(district, said)
        said.home_site = self._site(site, said)
        self._age(said, guardian=self._phone("guardian_phone", guardian, said))
        return said

    def _name(self, text: str, said: Said) -> str:
        if not text:
            said.tell("name", "empty")
        elif len(text) > LONGEST_NAME:
            said.tell("name", "too_long", most=LONGEST_NAME)
        else:
            try:
                return read_name(text)
            except NotAName:
                said.tell("name", "not_a_name")
        return text

    def _document(self, kind: str, number: str, birth: str, said: Said) -> None:
        known = self._documents.get(_plain(kind)) if kind else DocumentType.RESIDENT_ID
        if known is None:
            said.tell(
                "document_type",
                "unknown_document_type",
                known=", ".join(DocumentType.values),
            )
        elif not number:
            said.tell("document_number", "empty")
        elif known == DocumentType.RESIDENT_ID:
            self._resident_id(number, said)
        else:
            said.document_type = known
            self._other_document(number, birth, said)

    def _resident_id(self, number: str, said: Said) -> None:
        try:
            resident = read_resident_id(number, today=self._today)
        except Malformed:
            # A number cell keeps 15 digits.
            lost = len(number) == 18 and number.endswith("000")
            said.tell("document_number", "digits_lost" if lost else "wrong_digit")
        else:
            # The card knows better than whoever types.
            said.document_number = resident.number
            said.birth_date = resident.birth_date

    def _other_document(self, number: str, birth: str, said: Said) -> None:
        try:
            said.document_number = read_document(number, kind=said.document_type)
        except Malformed:
            said.tell("document_number", "not_a_document")
        born = _date(birth)
        if not birth:
            said.tell("birth_date", "birth_date_needed")
        elif born is None:
            said.tell("birth_date", "not_a_date")
        elif not date(FIRST_BIRTH_YEAR, 1, 1) <= born <= self._today:
            said.tell("birth_date", "not_a_birth_date")
        else:
            said.birth_date = born

    def _phone(self, column: str, text: str, said: Said) -> str:
        if not text:
            return ""
        try:
            return read_phone(text)
        except Malformed:
            said.tell(column, "not_a_phone")
            return ""

    def _district(self, text: str, said: Said) -> str:
        found = self._districts.get(_plain(text), [])
        if not found:
            said.tell("district", "unknown_district" if text else "empty")
            return ""
        return str(found[0].code)

    def _site(self, text: str, said: Said) -> int | None:
        if not text:
            return None
        found = self._sites.get(_plain(text), [])
        if len(found) > 1:
            # Villages share names; of the person's own district it is one.
            own = [one for one in found if one.district_id == said.district]
            found = own or found
        if len(found) != 1:
            said.tell("home_site", "several_sites" if found else "unknown_site")
            return None
        return int(found[0].pk)

    def _age(self, said: Said, *, guardian: str) -> None:
        """Under the least age nobody; up to 18 with a guardian (domain: minors)."""
        if said.birth_date is None or said.birth_date <= self._born_by_of_age:
            return
        told = any(one.column == "guardian_phone" for one in said.reasons)
        if said.birth_date > self._born_by_least:
            said.tell("birth_date", "too_young", age=self._least)
        elif guardian:
            # Of grown-ups nobody's is kept, though it may stand there.
            said.guardian_phone = guardian
        elif not told:
            said.tell("guardian_phone", "guardian_needed", age=OF_AGE)


def _date(text: str) -> date | None:
    try:
        return read_date(text)
    except ValueError:
        return None


def _plain(text: str) -> str:
    """Without case, width and spaces."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text).casefold())


def _document_words() -> dict[str, str]:
    words: dict[str, str] = {_plain(word): kind for word, kind in OTHER_WORDS.items()}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for kind in DocumentType:
                words[_plain(kind.value)] = words[_plain(str(kind.label))] = kind
    return words


def _by_word(known: Iterable[District | Site]) -> dict[str, list[Any]]:
    """What has a code or name: a name may be that of several."""
    found: dict[str, list[Any]] = {}
    for one in known:
        names = {one.code, one.name, one.name_en} - {""}
        for word in {_plain(name) for name in names}:
            found.setdefault(word, []).append(one)
    return found
