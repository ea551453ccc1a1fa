"""The columns of an export of sessions, and what each is called."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """
    A heading in both languages, and how wide a spreadsheet shows it (in characters).

    The words are a contract with the programs that read such files, and those that
    an import reads are its words: so they stand here and in no catalogue.
    """

    en: str
    zh_hans: str
    width: int

    def heading(self, language: str) -> str:
        return self.en if language == "en" else self.zh_hans


# In the order of hours/sql/export_sessions.sql.
COLUMNS = (
    Column("volunteer", "志愿者编号", 20),
    Column("name", "姓名", 10),
    Column("organization", "组织", 24),
    Column("activity", "活动", 24),
    Column("service_field_code", "服务类别代码", 8),
    Column("service_field", "服务类别", 16),
    Column("district", "区县", 12),
    Column("site", "站所", 20),
    Column("service_date", "服务日期", 12),
    Column("started_at", "开始时间", 19),
    Column("ended_at", "结束时间", 19),
    Column("break_minutes", "扣除分钟", 9),
    Column("minutes", "分钟", 8),
    Column("hours", "小时", 8),
    Column("evidence", "证据等级", 12),
    Column("status", "状态", 12),
    Column("note", "备注", 30),
    Column("submitted_at", "提交时间", 19),
    Column("decided_at", "审核时间", 19),
    Column("session", "时段标识", 38),
)


def headings(language: str) -> list[str]:
    """The header row in a language, ``zh-hans`` or ``en``."""
    return [column.heading(language) for column in COLUMNS]
