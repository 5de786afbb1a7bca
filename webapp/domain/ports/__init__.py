"""What the rules and the handlers need of the outside world; adapters provide it.

Every method that changes something takes a `key`: the job's id, or the job's id with a suffix. The
same call with the same key changes nothing again and returns what the first call returned.
"""
