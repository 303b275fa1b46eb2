"""What editors see of the search: their centre's register of words, and what its readers didn't find."""
