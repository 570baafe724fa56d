"""How albums come in: parsers turn a file into release records, the store turns records into albums."""

from collection.importing.drafts import Change
from collection.importing.files import open_collection, read_collection
from collection.importing.owners import leave_out
from collection.importing.records import (
    ArtistCredit,
    Lost,
    OwnedCopy,
    Refusal,
    ReleaseRecord,
    Track,
    UnknownColumnsError,
    UnusableFileError,
)
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
