"""Stars 星级评定: by what they are given, and who has reached which."""
