"""Places as they are named, resolved by an offline gazetteer; found but unresolved where nothing decides."""

from .context import Context as Context
from .find import find_places as find_places
from .find import place_named as place_named
from .gazetteer import Gazetteer as Gazetteer
