"""Whether a model that is asked for is among those served: servers write one name in several ways."""

from collections.abc import Iterable
from fnmatch import fnmatchcase


def is_served(model: str, served: Iterable[str]) -> bool:
    """Whatever the case, Ollama's `:latest`, a folder and `.gguf` around the name; `*` in the list stands for any."""
    wanted = _forms(model)
    return any(_forms(name) & wanted or ("*" in name and fnmatchcase(model, name)) for name in served)


def _forms(name: str) -> set[str]:
    """The name, and what it is called where it is a file."""
    plain = name.strip().casefold().removesuffix(":latest")
    is_file = plain.endswith(".gguf") or plain.startswith(("/", "~", ".")) or "\\" in plain
    return {plain, plain.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".gguf")} if is_file else {plain}
