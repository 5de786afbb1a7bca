"""The process (or the threads of the web process) that runs jobs and fires timers."""
