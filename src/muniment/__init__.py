"""muniment: an evidence system of record.

`from muniment import Vault` gives the verbs of the command line to Python.
"""

from typing import TYPE_CHECKING

from muniment.door import door

if TYPE_CHECKING:
    from muniment.app.vault import Vault as Vault

__version__ = "0.1.0"
__all__ = ["Vault", "__version__"]
__getattr__ = door(__name__, {"Vault": "app.vault"})
