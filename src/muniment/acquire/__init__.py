"""Where bytes come from: files, folders, manifests, and what is inside them. Alters nothing it brings."""

from .details import DetailsError, details, restriction
from .inside import Inside, Outlet
from .intake import Intake, Summary
from .manifest import Manifest, ManifestError, read_manifest

__all__ = [
    "DetailsError",
    "Inside",
    "Intake",
    "Manifest",
    "ManifestError",
    "Outlet",
    "Summary",
    "details",
    "read_manifest",
    "restriction",
]
