"""The acts of the handouts. Each is one transaction with its audit row, which stands in the audit of the case."""
