"""The JSON interface: runs are started, watched and cancelled here. Each view only translates."""
