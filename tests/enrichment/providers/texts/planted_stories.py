"""Further sentences for `planted`: how a record was made, received and remembered, and what its songs are about."""

CLAIMS: tuple[tuple[str, str, str], ...] = (
    ("en", "story", "It is widely considered a masterpiece."),
    ("en", "story", "It is one of the best-known records of the decade."),
    ("de", "story", "Es gilt als Meisterwerk."),
    ("es", "story", "Es uno de los álbumes más influyentes del rock."),
)
