"""Becoming a volunteer by oneself: the form, the code, the welcome; and consents."""
