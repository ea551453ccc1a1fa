"""What somebody said and did for organizations."""

import json
from collections.abc import Iterator

from volunteers.models import Account, Act, Filing, OrganizationStep
from volunteers.own_data import Column, Part, Row
from volunteers.rules.organizations.drafts import read_draft
from volunteers.sealing import unseal


def _draft(account: Account) -> Iterator[Row]:
    for field, values in read_draft(account=account).items():
        yield {"field": field, "said": [str(one) for one in values]}


def _filings(account: Account) -> Iterator[Row]:
    said = Filing.objects.filter(said_by=account).select_related("organization")
    for one in said.order_by("said_at", "pk"):
        fields = json.loads(unseal(one.said_sealed))
        yield {
            "organization": one.organization.label,
            "purpose": Filing.Purpose(one.purpose),
            "at": one.said_at,
            "status": Filing.State(one.state),
            "said": json.dumps(fields, ensure_ascii=False),
        }


def _steps(account: Account) -> Iterator[Row]:
    taken = OrganizationStep.objects.filter(by=account).select_related("organization")
    for one in taken.order_by("at", "pk"):
        yield {
            "organization": one.organization.label,
            "act": Act(one.act),
            "at": one.at,
            "words": one.words,
        }


AT = Column("at", "When", "时间")
ORGANIZATION = Column("organization", "Organization", "组织")

PARTS = (
    Part(
        Column("application_draft", "An application begun", "填写中的申请"),
        (Column("field", "Field", "项目"), Column("said", "Typed", "内容")),
        _draft,
    ),
    Part(
        Column("filings", "Data stated for organizations", "代组织报送的资料"),
        (
            ORGANIZATION,
            Column("purpose", "For", "用途"),
            AT,
            Column("status", "State", "状态"),
            Column("said", "Stated", "内容"),
        ),
        _filings,
    ),
    Part(
        Column("steps", "What I did for organizations", "我为组织办理的事项"),
        (
            ORGANIZATION,
            Column("act", "What", "操作"),
            AT,
            Column("words", "Words", "说明"),
        ),
        _steps,
    ),
)
