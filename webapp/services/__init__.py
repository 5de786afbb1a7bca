"""What can be done: a file per noun, a function per verb. Transactions begin and end here."""
