"""Album descriptions written by a language model behind an OpenAI-shaped chat service."""
