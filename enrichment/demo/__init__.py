"""The demo: AIME at work on a sample collection, with a stand-in for the services and a data folder of its own."""
