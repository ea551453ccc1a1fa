"""What the city's numbers are called and mean, by code, for people to read."""

from policies.words.groups import GROUPS
from policies.words.meanings import MEANINGS
from policies.words.names import NAMES
from policies.words.units import in_words

__all__ = ["GROUPS", "MEANINGS", "NAMES", "in_words"]
