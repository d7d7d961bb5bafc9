"""Many documents marked at once, in processes that may be stopped: a text that takes too long costs only itself."""

from .pool import Margin as Margin
from .pool import Marker as Marker
