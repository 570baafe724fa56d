import sys

# The lock of the log's library comes from portalocker, which would load all of redis-py beside it: 6 MB and a tenth of
# a second of each start. None stands for a module that is not to be had.
sys.modules.setdefault("portalocker.redis", None)  # type: ignore[arg-type]
