"""Whether a link sent by a service leads back to that service: a key must not go to a stranger."""


def same_origin(link: str, base: str) -> bool:
    """Compared by the parser that also sends: two parsers may disagree on who the host is."""
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    try:
        one, other = parse_url(link), parse_url(base)
    except LocationParseError:
        return False
    return bool(one.host) and (one.scheme, one.host, one.port) == (other.scheme, other.host, other.port)
