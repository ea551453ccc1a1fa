"""Messages outside of the program: how they are worded, handed over and noted."""
