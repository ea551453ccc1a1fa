"""Refusals a person may read."""

from typing import Any, ClassVar

from django.utils.functional import Promise


class RuleBroken(Exception):
    """
    A rule says no, with a stable code and a translated sentence.

    Subclasses give ``code`` and ``sentence`` (with ``%(name)s`` for details), and
    another ``status`` than 409 where that is the truth. Pages and the API each
    answer it in one place; a form says it at the first of the fields it is ``about``
    that it has (see ``config.refusals``).
    """

    code: ClassVar[str]
    about: ClassVar[tuple[str, ...]] = ()
    sentence: ClassVar[str | Promise]
    status: ClassVar[int] = 409

    def __init__(self, **details: Any) -> None:
        super().__init__(self.code)
        self.details = details

    @property
    def detail(self) -> str:
        """The sentence, in the language of the moment."""
        return str(self.sentence % self.details if self.details else self.sentence)

    @property
    def extra(self) -> dict[str, Any]:
        """Further members of the problem document; none unless a subclass says."""
        return {}
