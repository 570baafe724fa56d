"""How albums come in: parsers turn a file into release records, the store turns records into albums."""

from collection.importing.drafts import Change
from collection.importing.errors import UnusableFileError
from collection.importing.files import read_collection
from collection.importing.records import ArtistCredit, Refusal, ReleaseRecord, Track
from collection.importing.store import ImportReport, RecordRefusedError, save_batch, save_release, save_releases

__all__ = [
    "ArtistCredit",
    "Change",
    "ImportReport",
    "RecordRefusedError",
    "Refusal",
    "ReleaseRecord",
    "Track",
    "UnusableFileError",
    "read_collection",
    "save_batch",
    "save_release",
    "save_releases",
]
