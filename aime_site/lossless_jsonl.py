"""`dumpdata --format jsonl` that loses nothing: Django's own cuts microseconds, and a change can only be taken back
while the row still holds exactly what the run wrote.
"""

from datetime import datetime
from typing import Any

from django.core.serializers import jsonl
from django.core.serializers.json import DjangoJSONEncoder

Deserializer = jsonl.Deserializer


class Encoder(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class Serializer(jsonl.Serializer):
    def _init_options(self) -> None:
        self.options.setdefault("cls", Encoder)
        super()._init_options()  # type: ignore[misc]  # the stubs do not know it
