"""The city's 23 kinds of need, and ``other``, loaded after every migration."""

from typing import Any

from needs.models import Category

# Number, code, names, national field of service; what it usually brings: a visit at
# home (H), minors (M), somebody qualified (C), danger (D).
CATEGORIES = [
    (1, "policy_talks", "理论政策宣讲", "Policy talks", "0010", ""),
    (2, "elder_care", "为老服务", "Help for older people", "0017", "H"),
    (3, "disability_support", "助残服务", "Help for disabled people", "0017", "H"),
    (4, "child_care", "关爱未成年人", "Care for children", "0017", "M"),
    (5, "tutoring", "助学支教", "Tutoring and school aid", "0003", "M"),
    (6, "health_clinic", "医疗义诊", "Free clinic, health talks", "0004", "C"),
    (7, "counselling", "心理疏导", "Psychological support", "0004", "C"),
    (8, "legal_aid", "法律咨询", "Legal advice", "0005", "C"),
    (9, "mediation", "矛盾调解", "Mediation between neighbours", "0009", ""),
    (10, "repairs", "便民维修", "Repairs at home", "0001", "HC"),
    (11, "daily_help", "生活便民", "Everyday help", "0001", "H"),
    (12, "relief", "扶贫帮困", "Families in hardship", "0002", "H"),
    (13, "environment", "环境整治", "Clean-up and waste sorting", "0006", ""),
    (14, "coast", "海洋与河湖保护", "Beach, sea and rivers", "0006", "D"),
    (15, "culture", "文化文艺", "Culture and arts", "0008", ""),
    (16, "sports", "全民健身", "Sports and fitness", "0015", ""),
    (17, "science", "科学普及", "Popular science", "0007", ""),
    (18, "farm_tech", "农技服务", "Farm and fishery techniques", "0007", ""),
    (19, "jobs", "就业创业", "Job and business guidance", "0001", ""),
    (20, "digital_help", "智能助老与反诈", "Smartphones, anti-fraud", "0007", ""),
    (21, "civility", "文明倡导与移风易俗", "Civility and customs", "0010", ""),
    (22, "traffic", "文明交通引导", "Traffic guidance", "0011", "D"),
    (23, "emergency", "应急救援与防灾防疫", "Emergency help", "0013", "DC"),
    (99, "other", "其他", "Something else", "0099", ""),
]


def load(**kwargs: Any) -> None:
    """Add the categories that are missing, and put their names and flags right."""
    Category.objects.bulk_create(
        [
            Category(
                number=number,
                code=code,
                name=name,
                name_en=name_en,
                service_field_id=field,
                at_home="H" in flags,
                with_minors="M" in flags,
                needs_credential="C" in flags,
                hazard="D" in flags,
            )
            for number, code, name, name_en, field, flags in CATEGORIES
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[
            "number",
            "name",
            "name_en",
            "service_field",
            "at_home",
            "with_minors",
            "needs_credential",
            "hazard",
        ],
    )
