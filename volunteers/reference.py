"""Districts of the city, loaded after every migration."""

from typing import Any

from volunteers.models import District

# GB/T 2260 code, name, English name, residents (2020 census, rounded to hundreds).
DISTRICTS = [
    ("320703", "连云区", "Lianyun District", 245_200),
    ("320706", "海州区", "Haizhou District", 1_026_600),
    ("320707", "赣榆区", "Ganyu District", 963_600),
    ("320722", "东海县", "Donghai County", 1_014_700),
    ("320723", "灌云县", "Guanyun County", 754_100),
    ("320724", "灌南县", "Guannan County", 595_000),
]


def load(**kwargs: Any) -> None:
    """Add the districts that are missing and put their names right."""
    District.objects.bulk_create(
        [
            District(code=code, name=name, name_en=name_en, resident_population=people)
            for code, name, name_en, people in DISTRICTS
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "name_en"],
    )
