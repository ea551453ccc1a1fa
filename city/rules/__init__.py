"""Acts that look across rooms. One verb, one function."""

from city.rules.merge import go_on, merge, merge_next

__all__ = ["go_on", "merge", "merge_next"]
