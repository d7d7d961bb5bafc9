"""Subject and objects of a clause: by order, by case, or verb first, as the language has it."""

from .filling import arguments as arguments
from .kinds import Order as Order
