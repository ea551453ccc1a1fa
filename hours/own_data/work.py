"""Work in an office: files brought, filters kept, long acts."""

from collections.abc import Iterator

from django.db.models import Q

from config.models import Job
from hours.models import Import, SavedView
from hours.own_data import AT
from volunteers.models import Account
from volunteers.own_data import Column, Part, Row


def _files(account: Account) -> Iterator[Row]:
    brought = Import.objects.filter(
        Q(staged_by=account) | Q(loaded_by=account) | Q(undone_by=account)
    )
    for one in brought.select_related("organization").order_by("staged_at", "pk"):
        yield {
            "name": one.name,
            "organization": one.organization.label,
            "status": Import.State(one.state),
            "rows": one.rows,
            "added": one.added,
            "at": one.staged_at,
        }


def _views(account: Account) -> Iterator[Row]:
    """The filters one keeps at desks."""
    kept = SavedView.objects.filter(account=account).select_related("organization")
    for one in kept.order_by("organization", "name"):
        office = one.organization
        yield {
            "name": one.name,
            "organization": office.label if office else "",
            "query": one.query,
        }


def _jobs(account: Account) -> Iterator[Row]:
    for one in Job.objects.of(account).order_by("created_at", "pk"):
        yield {"kind": one.kind, "at": one.created_at, "finished_at": one.finished_at}


PARTS = (
    Part(
        Column("files_of_sessions", "Files of sessions", "导入的服务文件"),
        (
            Column("name", "File", "文件"),
            Column("organization", "Organization", "组织"),
            Column("status", "State", "状态"),
            Column("rows", "Rows", "行数"),
            Column("added", "Added", "新增"),
            AT,
        ),
        _files,
    ),
    Part(
        Column("saved_views", "Saved filters", "保存的筛选"),
        (
            Column("name", "Name", "名称"),
            Column("organization", "Organization", "组织"),
            Column("query", "What is filtered", "筛选条件"),
        ),
        _views,
    ),
    Part(
        Column("jobs", "Long acts in the background", "后台任务"),
        (
            Column("kind", "What", "类型"),
            AT,
            Column("finished_at", "Done", "完成时间"),
        ),
        _jobs,
    ),
)
