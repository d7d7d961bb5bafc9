"""Text as tokens with a meaning: words of a language's tables, numbers in digits and in words, joined prefixes.

Times and counts read the same tokens with tables of their own. Knows no grammar and decides nothing.
"""

from .grammar import Alphabet as Alphabet
from .grammar import names as names
from .lexer import LANGUAGES as LANGUAGES
from .lexer import NUMBERS as NUMBERS
from .lexer import Lexer as Lexer
from .lexer import Token as Token
from .lexer import lexer as lexer
from .lexer import pieces as pieces
from .numbers import whole as whole
from .tables import WORD as WORD
from .tables import fold as fold
from .tables import spelled as spelled
