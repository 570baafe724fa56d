"""Faults of the way: time, connections, proxies, bodies, limits. Each can befall every service."""

import time
from email.utils import formatdate

from enrichment.sandbox.faults.fault import Call, kind
from enrichment.sandbox.service import Reply, html, text

HUGE = 10_000_000
GONE = Reply(0, close=True)
HTML_TITLES = {"500": "500 Internal Server Error", "502": "502 Bad Gateway", "503": "503 Service Unavailable"}


@kind("slow", "answers after seconds=2")
def slow(call: Call) -> Reply:
    call.wait(float(call.option("seconds", "2")))
    return call.answer()


@kind("timeout", "never answers: silent for seconds=120, then gone")
def timeout(call: Call) -> Reply:
    call.wait(float(call.option("seconds", "120")))
    return GONE


kind("dropped", "closes the connection without an answer")(lambda _: GONE)


@kind("half_body", "announces the whole body, sends half of it and closes")
def half_body(call: Call) -> Reply:
    reply = call.answer()
    body = reply.encode().partition(b"\r\n\r\n")[2]
    half = body[: len(body) // 2]
    return Reply(reply.status, body=half, content_type=reply.content_type, headers=reply.headers, length=len(body) + 1)


@kind("html_error", "an HTML page with status=502 (500, 503, 504)")
def html_error(call: Call) -> Reply:
    status = call.option("status", "502")
    return html(int(status), HTML_TITLES.get(status, f"{status} Gateway Time-out"))


@kind("server_error", "an error in the service's own form with status=502")
def server_error(call: Call) -> Reply:
    return error(call.service, int(call.option("status", "502")), "Bad gateway.")


kind("garbage", "status 200 with a body that is no JSON")(
    lambda _: Reply(body=b'{"choices": [{"message": \xff\xfe\x00 <<<', headers={"X-Cache": "HIT"})
)


kind("empty_body", "status 200 with nothing")(lambda _: Reply(body=b""))


kind("wrong_shape", "status 200 with JSON of another shape (a list)")(lambda _: Reply(document=["unexpected", None, 1]))


@kind("huge_body", "10 MB of JSON; announced=no leaves out the Content-Length")
def huge_body(call: Call) -> Reply:
    body = b'{"filler": "' + b"x" * int(call.option("bytes", str(HUGE))) + b'"}'
    return Reply(body=body, announced=call.option("announced", "yes") != "no")


@kind("redirect", "status=302 to another host name of this machine, where nobody may bring a key")
def redirect(call: Call) -> Reply:
    port = call.request.headers.get("host", "").rpartition(":")[2]
    elsewhere = f"http://localhost:{port}/_elsewhere{call.request.path}"
    return Reply(int(call.option("status", "302")), body=b"", headers={"Location": elsewhere})


@kind("rate_limited", "429 with retry_after=2 (seconds, none), form=seconds (date), body=json (text)")
def rate_limited(call: Call) -> Reply:
    if call.option("body", "json") == "text":
        return with_retry_after(text(429, "Too many requests"), call, "2")
    return with_retry_after(error(call.service, 429, LIMITED[call.service]), call, "2")


LIMITED = {
    "euria": "Too many requests",
    "spotify": "API rate limit exceeded",
    "deezer": "Quota limit exceeded",
    "discogs": "You are making requests too quickly.",
    "lastfm": "Rate limit exceeded - Your IP has made too many requests in a short period",
    "wikidata": "Too Many Requests",
}


def with_retry_after(reply: Reply, call: Call, default: str) -> Reply:
    value = call.option("retry_after", default)
    if value == "none":
        return reply
    if call.option("form", "seconds") == "date":
        value = formatdate(time.time() + float(value), usegmt=True)
    reply.headers["Retry-After"] = value
    return reply


def error(service: str, status: int, message: str) -> Reply:
    """An error in the form of the service."""
    euria, deezer, lastfm = ("too_many_requests", 4, 29) if status == 429 else ("server_error", 700, 8)
    forms: dict[str, object] = {
        "euria": {"result": "error", "error": {"code": euria, "description": message}},
        "spotify": {"error": {"status": status, "message": message}},
        "deezer": {"error": {"type": "Exception", "message": message, "code": deezer}},
        "discogs": {"message": message},
        "lastfm": {"error": lastfm, "message": message},
    }
    return Reply(status, forms[service]) if service in forms else html(status, message)
