"""Plain-Python clients of outside services: no Django, no models, no environment."""
