"""The proof that the protocol's logic is consistent and fails towards safety, over every possible answer. In: the
loaded Protocol. Out: verdicts. It says nothing about whether the clinical content is right. Needs z3-solver."""
