"""What editors do with the public history in the administration: read, compare, restore, correct, anonymise."""
