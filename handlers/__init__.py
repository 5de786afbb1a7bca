"""The work behind service tasks, one file per subject; `webapp.bootstrap` discovers them."""
