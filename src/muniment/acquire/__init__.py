"""Where bytes come from: files, folders, manifests. Alters nothing it brings."""

from .details import DetailsError, details, restriction
from .intake import Intake, Summary
from .manifest import Manifest, ManifestError, read_manifest

__all__ = ["DetailsError", "Intake", "Manifest", "ManifestError", "Summary", "details", "read_manifest", "restriction"]
