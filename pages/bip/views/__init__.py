"""What is answered below the address of a list of the bulletin."""
