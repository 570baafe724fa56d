"""Euria: Infomaniak's OpenAI-compatible chat service, second version of its paths; and a server at home with no key."""

from typing import Any

from enrichment.sandbox import digest, keys, writer
from enrichment.sandbox.service import Reply, Request, Service, html, route

CONTEXT_TOKENS = 100_000
CHARACTERS_PER_TOKEN = 4
CREATED = 1_790_000_000
AT_HOME = "/local"  # under this, what Ollama and its like are to AIME: the same answers for whoever asks


def service() -> Service:
    base = rf"(?:/2/ai/\d+/openai|{AT_HOME})/v1"
    routes = (route("chat", f"{base}/chat/completions", chat), route("models", f"{base}/models", models))
    return Service("euria", routes, refuse, wrong_path)


def wrong_path(request: Request) -> Reply:
    """JSON where the router knows the beginning, else the web site's page."""
    if request.path.startswith("/2/ai/"):
        return envelope(404, "method_not_found", "Method not found")
    return html(404, "Page introuvable")


def refuse(request: Request, endpoint: str) -> Reply | None:
    at_home = request.path.startswith(f"{AT_HOME}/")
    scheme, key = request.authorization
    if not at_home and (scheme != "bearer" or key != keys.EURIA_KEY):
        return envelope(401, "not_authorized", "Authorization required")
    if request.method != ("POST" if endpoint == "chat" else "GET"):
        return envelope(404, "method_not_found", "Method not found")
    if not at_home and f"/ai/{keys.EURIA_PRODUCT}/" not in request.path:
        return envelope(404, "object_not_found", "Object not found")
    return None


def models(_request: Request) -> Reply:
    rows = [{"id": name, "object": "model", "created": CREATED, "owned_by": "infomaniak"} for name in keys.EURIA_MODELS]
    return Reply(document={"object": "list", "data": rows})


def chat(request: Request) -> Reply:
    asked = request.json
    if not isinstance(asked, dict):
        return invalid("validation_rule_json", "body")
    refusal = bad_messages(asked.get("messages")) or bad_parameters(asked)
    return refusal or Reply(document=completion(asked))


def bad_messages(messages: Any) -> Reply | None:
    """Content must be a string: the array form of OpenAI is refused."""
    if not isinstance(messages, list) or not messages:
        return invalid("validation_rule_required", "messages")
    for place, message in enumerate(messages):
        if not isinstance(message, dict) or message.get("role") not in ("system", "user", "assistant"):
            return invalid("validation_rule_in", f"messages.{place}.role")
        if not isinstance(message.get("content"), str) or not message["content"]:
            return invalid("validation_rule_string", f"messages.{place}.content")
    return None


def bad_parameters(asked: dict[str, Any]) -> Reply | None:
    model, cap = asked.get("model"), asked.get("max_tokens", 1)
    if not isinstance(model, str) or not model:
        return invalid("validation_rule_required", "model")
    if model not in keys.EURIA_MODELS:
        return unknown_model(model)
    if not isinstance(cap, int) or cap < 1:
        return backend_error(400, f"max_tokens must be at least 1, got {cap}.", "BadRequestError")
    if asked.get("stream"):
        return invalid("validation_rule_boolean", "stream")
    size = tokens("".join(message["content"] for message in asked["messages"]))
    if size > CONTEXT_TOKENS:
        return backend_error(400, f"This model's maximum context length is {CONTEXT_TOKENS} tokens.", "BadRequestError")
    return None


def completion(asked: dict[str, Any]) -> dict[str, Any]:
    text, reason = writer.written(writer.understood(asked["messages"])), "stop"
    cap = asked.get("max_tokens") or asked.get("max_completion_tokens")
    if cap and tokens(text) > cap:
        text, reason = text[: cap * CHARACTERS_PER_TOKEN], "length"
    given = sum(tokens(message["content"]) + 4 for message in asked["messages"])
    return {
        "id": f"chatcmpl-{digest.hexadecimal(text, length=24)}",
        "object": "chat.completion",
        "created": CREATED,
        "model": asked["model"],
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": reason}],
        "usage": {"prompt_tokens": given, "completion_tokens": tokens(text), "total_tokens": given + tokens(text)},
    }


def tokens(text: str) -> int:
    return -(-len(text) // CHARACTERS_PER_TOKEN)


def envelope(status: int, code: str, description: str) -> Reply:
    """An error of Infomaniak's own gateway."""
    return Reply(status, {"result": "error", "error": {"code": code, "description": description}})


def invalid(code: str, attribute: str) -> Reply:
    detail = {"code": code, "description": f"The {attribute} field is invalid.", "context": {"attribute": attribute}}
    error = {"code": "validation_failed", "description": "Validation failed", "errors": [detail]}
    return Reply(422, {"result": "error", "error": error})


def backend_error(status: int, message: str, kind: str) -> Reply:
    """An error of the model server behind the gateway: its code is a number."""
    return Reply(status, {"error": {"message": message, "type": kind, "param": None, "code": status}})


def unknown_model(model: str) -> Reply:
    return backend_error(404, f"The model `{model}` does not exist.", "NotFoundError")
