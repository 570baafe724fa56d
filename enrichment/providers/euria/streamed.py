"""Answers of servers that stream whether asked to or not (server-sent events of `chat.completion.chunk`)."""

import contextlib
import json

from enrichment.providers.shapes import as_object, as_objects, as_text

_END = "[DONE]"


def assembled(body: str) -> dict[str, object]:
    """The whole answer as it would have come at once; empty when `body` is no stream, or one that broke off."""
    chunks: list[dict[str, object]] = []
    for line in body.splitlines():
        field, _, data = line.partition(":")
        if field == "data" and data.strip() != _END:
            with contextlib.suppress(ValueError):
                chunks.append(as_object(json.loads(data)))
    text, reason, rest = "", "", dict[str, object]()
    for chunk in chunks:
        rest |= {name: value for name, value in chunk.items() if value and name != "choices"}
        for choice in as_objects(chunk.get("choices"))[:1]:
            piece = as_object(choice.get("delta")).get("content")
            text += piece if isinstance(piece, str) else ""
            reason = as_text(choice.get("finish_reason")) or reason
    if not chunks or not (reason or "error" in rest or _END in body):
        return {}
    return {**rest, "choices": [{"message": {"content": text}, "finish_reason": reason}]}
