"""Forms as form-js writes them: their structure, their languages and what may be submitted."""
