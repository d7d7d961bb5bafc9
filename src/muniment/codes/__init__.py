"""Versioned code lists as data: what a claim can be about, in plain words, in seven languages, for every party alike.

`load("acts")` is the list of factual codes; `lexicon(codes, "uk")` the words that point to them in a language, for
extractors. Legal elements (`load("law")`) are for people: no program maps an act to one. docs/spec/codes.md has the
format; a user's own list is read by the same code (`read_list`).
"""

from .lexicons import lexicon as lexicon
from .lists import NAMES as NAMES
from .lists import load as load
from .lists import read_list as read_list
from .refusal import ListRefused as ListRefused
from .refusal import UnknownCode as UnknownCode
from .refusal import UnknownList as UnknownList
from .types import LANGUAGES as LANGUAGES
from .types import Code as Code
from .types import CodeList as CodeList
from .types import Cue as Cue
from .types import Lexicon as Lexicon
