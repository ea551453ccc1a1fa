"""Every case; the order of these lines is the order of the table."""

# isort: off
from benchmarks.cases import city_page  # noqa: F401
from benchmarks.cases import flat_pages  # noqa: F401
from benchmarks.cases import totals_sql  # noqa: F401
from benchmarks.cases import approve  # noqa: F401
