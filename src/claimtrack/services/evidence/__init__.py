"""Evidence: attached, amended, looked at, and checked again."""
