"""Pages of the intake, one module per audience."""
