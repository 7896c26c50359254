"""What ./run hands over to: starts Redis, web, worker and sweeper, and keeps them running until told to stop.

In: environment variables (docs/OPERATIONS.md). Out: one running Unknot.
Standard library only: Django lives in the children (prepare.py is one).
"""
