"""What a file of people holds, and how its headings may read."""

from config.sheets import Column

COLUMNS = [
    Column("name", ("姓名",), required=True),
    Column("document_type", ("证件类型", "document")),
    Column("document_number", ("证件号码", "证件号", "身份证号"), required=True),
    Column("phone", ("手机", "手机号", "手机号码")),
    Column("district", ("区县",), required=True),
    Column("home_site", ("所属站所", "home site", "site")),
    Column("birth_date", ("出生日期", "date of birth")),
    Column("guardian_phone", ("监护人手机", "guardian's phone")),
]
CODES = [column.code for column in COLUMNS]
