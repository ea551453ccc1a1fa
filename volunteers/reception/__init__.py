"""The desk that people come to: registered there, looked up, verified."""
