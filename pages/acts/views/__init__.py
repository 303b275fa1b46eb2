"""What is answered below the address of an act, of one of its texts, of the register."""
