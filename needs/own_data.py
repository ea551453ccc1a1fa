"""What this room keeps of a person: what was asked for from their phone, and looks."""

from collections.abc import Iterator

from needs.models import CallResult, ContactLook, FollowUp, Need, State
from volunteers.models import Account
from volunteers.own_data import Column, Part, Row


def _own(account: Account) -> list[Need]:
    if not account.phone:
        return []
    found = Need.objects.of_phone(account.phone).select_related("category", "order")
    return list(found.order_by("submitted_at", "pk"))


def _needs(account: Account) -> Iterator[Row]:
    for one in _own(account):
        yield {
            "reference": one.reference,
            "submitted_at": one.submitted_at,
            "category": one.category.label,
            "text": one.text,
            "name": one.contact_name,
            "address": one.address,
            "beneficiary": one.beneficiary,
            "photos": one.photos.count(),
            "state": State(one.order.state),
        }


def _looks(account: Account) -> Iterator[Row]:
    looks = ContactLook.objects.filter(need__in=_own(account))
    named = looks.select_related("need", "site", "organization")
    for one in named.order_by("at", "pk"):
        place = one.organization or one.site
        yield {
            "reference": one.need.reference,
            "at": one.at,
            "office": one.get_role_display(),
            "place": place.label if place else "",
        }


def _calls(account: Account) -> Iterator[Row]:
    calls = FollowUp.objects.filter(order__need__in=_own(account)).exclude(result="")
    for one in calls.select_related("order__need").order_by("at", "pk"):
        yield {
            "reference": one.order.need.reference,
            "at": one.at,
            "result": CallResult(one.result),
            "words": one.words,
        }


REFERENCE = Column("reference", "Number", "编号")

PARTS = (
    Part(
        title=Column("needs", "What you asked for", "您提出的需求"),
        columns=(
            REFERENCE,
            Column("submitted_at", "Reported at", "提出时间"),
            Column("category", "Category", "类别"),
            Column("text", "In your words", "内容"),
            Column("name", "Name", "姓名"),
            Column("address", "Address", "地址"),
            Column("beneficiary", "Whom it is for", "服务对象"),
            Column("photos", "Photos", "照片张数"),
            Column("state", "State", "状态"),
        ),
        rows=_needs,
    ),
    Part(
        title=Column("need_looks", "Who saw your contact", "谁看过您的联系方式"),
        columns=(
            REFERENCE,
            Column("at", "When", "时间"),
            Column("office", "In which office", "以何身份"),
            Column("place", "Of whom", "所属"),
        ),
        rows=_looks,
    ),
    Part(
        title=Column("need_calls", "Calls about what was done", "回访记录"),
        columns=(
            REFERENCE,
            Column("at", "When", "时间"),
            Column("result", "What came of it", "结果"),
            Column("words", "What was written down", "记录"),
        ),
        rows=_calls,
    ),
)
