"""The credentials that the stand-in accepts, recognisable on purpose, to turn up nowhere else; and its models."""

EURIA_PRODUCT = "100001"
EURIA_KEY = "sandbox-euria-key-7f3a9c"
EURIA_MODEL = "mistralai/Mistral-Small-4-119B-2603"
EURIA_MODELS = (
    EURIA_MODEL,
    "google/gemma-4-31B-it",
    "Qwen/Qwen3.5-122B-A10B-FP8",
    "Qwen/Qwen3.5-397B-A17B-FP8",
    "swiss-ai/Apertus-v1.5-70B",
    "mistralai/Ministral-3-14B-Instruct-2512",
    "moonshotai/Kimi-K2.6",
)
SPOTIFY_ID = "sandbox-spotify-client-id"
SPOTIFY_SECRET = "sandbox-spotify-secret-b81e44"
DISCOGS_TOKEN = "sandbox-discogs-token-5d20e7"
DISCOGS_USER = "sandbox_collector"
LASTFM_KEY = "sandbox-lastfm-key-c09d12"
LASTFM_USER = "sandbox_listener"


def environment(url: str) -> dict[str, str]:
    """AIME's own settings, so that its ordinary clients reach the stand-in at `url`."""
    return {
        "EURIA_API_URL": f"{url}/2/ai/{EURIA_PRODUCT}/openai/v1",
        "EURIA_API_KEY": EURIA_KEY,
        "EURIA_MODEL": EURIA_MODEL,
        "SPOTIFY_API_URL": f"{url}/v1",
        "SPOTIFY_TOKEN_URL": f"{url}/api/token",
        "SPOTIFY_CLIENT_ID": SPOTIFY_ID,
        "SPOTIFY_CLIENT_SECRET": SPOTIFY_SECRET,
        "DEEZER_API_URL": f"{url}/deezer",
        "DISCOGS_API_URL": url,
        "DISCOGS_TOKEN": DISCOGS_TOKEN,
        "DISCOGS_USERNAME": DISCOGS_USER,
        "LASTFM_API_URL": f"{url}/2.0/",
        "LASTFM_API_KEY": LASTFM_KEY,
        "LASTFM_USERNAME": LASTFM_USER,
        "WIKIDATA_SPARQL_URL": f"{url}/sparql",
    }
