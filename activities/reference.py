"""The fields of service of the national system, loaded after every migration."""

from typing import Any

from activities.models import ServiceField
from activities.reports import ACTIVITIES, FIELDS

SERVICE_FIELDS = [
    ("0001", "社区服务", "Community service"),
    ("0002", "扶贫减贫", "Poverty relief"),
    ("0003", "支教助学", "Teaching and school aid"),
    ("0004", "卫生健康", "Health"),
    ("0005", "法律服务", "Legal aid"),
    ("0006", "环境保护", "Environment"),
    ("0007", "科技科普", "Popular science"),
    ("0008", "文化艺术", "Culture and arts"),
    ("0009", "平安综治", "Public safety"),
    ("0010", "文明风尚", "Civility"),
    ("0011", "交通引导", "Traffic guidance"),
    ("0012", "志愿消防", "Volunteer fire service"),
    ("0013", "应急救援", "Emergency rescue"),
    ("0014", "禁毒宣传", "Drug prevention"),
    ("0015", "体育健身", "Sports and fitness"),
    ("0016", "旅游服务", "Visitor service"),
    ("0017", "关爱特殊群体", "Care for people in need"),
    ("0018", "大型活动", "Large events"),
    ("0019", "海外志愿服务", "Service abroad"),
    ("0020", "税收服务", "Tax help"),
    ("0099", "其他", "Other"),
]


def load(**kwargs: Any) -> None:
    """Add the fields that are missing and put their names right."""
    ServiceField.objects.bulk_create(
        [
            ServiceField(code=code, name=name, name_en=name_en)
            for code, name, name_en in SERVICE_FIELDS
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "name_en"],
    )
    FIELDS.forget()
    ACTIVITIES.forget()
