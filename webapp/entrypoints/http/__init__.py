"""What the pages and the API share: who asks, in which language, and how refusals are told."""
