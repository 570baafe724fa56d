"""Who the artists of Discogs are elsewhere, before their photos are looked for."""
