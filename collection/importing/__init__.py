"""How albums come in: parsers turn a file into release records, the store turns records into albums."""

from collection.importing.drafts import Change
from collection.importing.errors import UnknownColumnsError, UnusableFileError
from collection.importing.files import open_collection, read_collection
from collection.importing.left_out import leave_out
from collection.importing.records import ArtistCredit, Lost, OwnedCopy, Refusal, ReleaseRecord, Track
from collection.importing.report import ImportReport
from collection.importing.store import RecordRefusedError, save_batch, save_release, save_releases

__all__ = [
    "ArtistCredit",
    "Change",
    "ImportReport",
    "Lost",
    "OwnedCopy",
    "RecordRefusedError",
    "Refusal",
    "ReleaseRecord",
    "Track",
    "UnknownColumnsError",
    "UnusableFileError",
    "leave_out",
    "open_collection",
    "read_collection",
    "save_batch",
    "save_release",
    "save_releases",
]
