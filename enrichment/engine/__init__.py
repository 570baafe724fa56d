"""How a run goes: its rows, the claims of workers, the pace of services, the end. It knows phases by their base."""
