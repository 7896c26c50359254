"""What changes an intake: each function is one transaction and writes its own audit event."""
