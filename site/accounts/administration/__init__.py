"""What administrators see of accounts."""
