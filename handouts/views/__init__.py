"""Pages of the paper side, one module per audience."""
