"""Every case; the order of these lines is the order of the table."""

# isort: off
from benchmarks.cases import city_page  # noqa: F401
from benchmarks.cases import flat_pages  # noqa: F401
from benchmarks.cases import totals_sql  # noqa: F401
from benchmarks.cases import as_of  # noqa: F401
from benchmarks.cases import approve  # noqa: F401
from benchmarks.cases import queue  # noqa: F401
from benchmarks.cases import crowd  # noqa: F401
from benchmarks.cases import over_http  # noqa: F401
from benchmarks.cases import detectors  # noqa: F401
from benchmarks.cases import bring  # noqa: F401
from benchmarks.cases import memory  # noqa: F401
from benchmarks.cases import rebuild  # noqa: F401
from benchmarks.cases import build  # noqa: F401
