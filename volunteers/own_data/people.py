"""What this room keeps of a person."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from volunteers.models import (
    Account,
    Consent,
    ConsentPurpose,
    Credential,
    DocumentType,
    Intake,
    Restriction,
    RestrictionKind,
    Takeover,
    Token,
    Volunteer,
)
from volunteers.own_data import Column, Part, Row, records_of


def _account(account: Account) -> Iterator[Row]:
    yield {
        "user_name": account.username,
        "email": account.email,
        "phone": account.phone,
        "language": account.language,
        "last_login": account.last_login,
        "created_at": account.created_at,
    }


def _profile(account: Account) -> Iterator[Row]:
    person = account.as_volunteer
    if person is None:
        return
    yield {
        "number": person.number,
        "name": person.name,
        "document_type": DocumentType(person.document_type),
        "document_number": person.document_number,
        "phone": person.phone,
        "birth_date": person.birth_date,
        "district": person.district.label,
        "home_site": person.home_site.label if person.home_site else None,
        "status": Volunteer.Status(person.status),
        "registered_at": person.registered_at,
    }


def _takeover(account: Account) -> Iterator[Row]:
    person = account.as_volunteer
    found = Takeover.objects.filter(volunteer=person) if person else ()
    for one in found:
        yield {
            "at": one.at,
            "office": one.place.label if one.place else None,
            "alone": one.by_id is None,
        }


def _consents(account: Account) -> Iterator[Row]:
    given = Consent.objects.filter(volunteer__in=records_of(account))
    for one in given.order_by("given_at", "pk"):
        known = one.purpose in ConsentPurpose.values
        yield {
            "purpose": ConsentPurpose(one.purpose) if known else one.purpose,
            "version": one.version,
            "given_at": one.given_at,
            "withdrawn_at": one.withdrawn_at,
        }


def _credentials(account: Account) -> Iterator[Row]:
    own = Credential.objects.filter(volunteer__in=records_of(account))
    for one in own.select_related("kind", "confirmed_for").order_by("stated_at", "pk"):
        yield {
            "kind": one.kind.label,
            "number_ends": one.number_ends,
            "issuer": one.issuer,
            "valid_from": one.valid_from,
            "valid_until": one.valid_until,
            "stated_at": one.stated_at,
            "seen_at": one.confirmed_at,
            "seen_for": one.confirmed_for.label if one.confirmed_for else None,
            "taken_back_at": one.taken_back_at,
        }


def _tokens(account: Account) -> Iterator[Row]:
    for one in Token.objects.filter(user=account).order_by("created"):
        yield {
            "scopes": one.scopes,
            "created_at": one.created,
            "expires_at": one.expiry,
        }


def _browsers(account: Account) -> Iterator[Row]:
    for one in UserSession.objects.filter(user=account).order_by("created_at"):
        yield {
            "address": one.ip,
            "browser": one.user_agent,
            "since": one.created_at,
            "last_seen_at": one.last_seen_at,
        }


def _factors(account: Account) -> Iterator[Row]:
    held = Authenticator.objects.filter(user_id=account.pk)
    for one in held.order_by("created_at"):
        yield {"kind": str(one.type), "since": one.created_at}


def _intakes(account: Account) -> Iterator[Row]:
    for one in Intake.objects.filter(loaded_by=account).order_by("loaded_at"):
        yield {
            "name": one.name,
            "rows": one.rows,
            "added": one.added,
            "loaded_at": one.loaded_at,
        }


def _restrictions(account: Account) -> Iterator[Row]:
    found = Restriction.objects.filter(volunteer__in=records_of(account))
    for one in found.order_by("at", "pk"):
        yield {
            "kind": RestrictionKind(one.kind),
            "at": one.at,
            "until": one.until,
            "words": one.words,
            "lifted_at": one.lifted_at,
            "lifted_words": one.lifted_words,
        }


PARTS = (
    Part(
        Column("account", "Account", "账号"),
        (
            Column("user_name", "User name", "用户名"),
            Column("email", "E-mail", "邮箱"),
            Column("phone", "Phone", "手机"),
            Column("language", "Language", "语言"),
            Column("last_login", "Last signed in", "最近登录"),
            Column("created_at", "Made on", "建立时间"),
        ),
        _account,
        single=True,
    ),
    Part(
        Column("profile", "Person", "个人资料"),
        (
            Column("number", "Volunteer number", "志愿者编号"),
            Column("name", "Name", "姓名"),
            Column("document_type", "Document", "证件类型"),
            Column("document_number", "Document number", "证件号码"),
            Column("phone", "Phone", "手机"),
            Column("birth_date", "Date of birth", "出生日期"),
            Column("district", "Home district", "所属区县"),
            Column("home_site", "Practice station", "所属站所"),
            Column("status", "State", "状态"),
            Column("registered_at", "Registered", "注册时间"),
        ),
        _profile,
        single=True,
    ),
    Part(
        Column("takeover", "How the record became mine", "档案转为本人使用"),
        (
            Column("at", "When", "时间"),
            Column("office", "Kept until then by", "此前代管单位"),
            Column("alone", "By myself", "本人自行办理"),
        ),
        _takeover,
        single=True,
    ),
    Part(
        Column("consents", "Consents", "同意记录"),
        (
            Column("purpose", "Purpose", "用途"),
            Column("version", "Version", "版本"),
            Column("given_at", "Agreed", "同意时间"),
            Column("withdrawn_at", "Taken back", "撤回时间"),
        ),
        _consents,
    ),
    Part(
        Column("restrictions", "What the city withheld", "市级限制措施"),
        (
            Column("kind", "What", "内容"),
            Column("at", "Decided", "决定时间"),
            Column("until", "Up to and with", "截止日期"),
            Column("words", "Why", "原因"),
            Column("lifted_at", "Lifted", "解除时间"),
            Column("lifted_words", "Why lifted", "解除原因"),
        ),
        _restrictions,
    ),
    Part(
        Column("credentials", "Credentials", "资质证书"),
        (
            Column("kind", "What it is", "证书种类"),
            Column("number_ends", "End of its number", "编号末四位"),
            Column("issuer", "Issued by", "颁发机构"),
            Column("valid_from", "Valid from", "生效日期"),
            Column("valid_until", "Valid until", "失效日期"),
            Column("stated_at", "Stated", "填报时间"),
            Column("seen_at", "Paper seen", "查验时间"),
            Column("seen_for", "Seen for", "查验组织"),
            Column("taken_back_at", "Taken back", "撤回时间"),
        ),
        _credentials,
    ),
    Part(
        Column("tokens", "API tokens", "接口令牌"),
        (
            Column("scopes", "For", "权限"),
            Column("created_at", "Made", "建立时间"),
            Column("expires_at", "Ends", "到期时间"),
        ),
        _tokens,
    ),
    Part(
        Column("browsers", "Where I am signed in", "登录的设备"),
        (
            Column("address", "Network address", "网络地址"),
            Column("browser", "Browser", "浏览器"),
            Column("since", "Since", "开始时间"),
            Column("last_seen_at", "Last seen", "最近使用"),
        ),
        _browsers,
    ),
    Part(
        Column("second_factors", "Second factors", "第二重验证"),
        (Column("kind", "Kind", "类型"), Column("since", "Since", "开始时间")),
        _factors,
    ),
    Part(
        Column("files_of_people", "Files of people", "导入的人员文件"),
        (
            Column("name", "File", "文件"),
            Column("rows", "Rows", "行数"),
            Column("added", "Added", "新增"),
            Column("loaded_at", "Loaded", "导入时间"),
        ),
        _intakes,
    ),
)
