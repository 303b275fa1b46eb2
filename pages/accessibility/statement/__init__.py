"""The accessibility statement: its fixed words, what its facts amount to, when it has to be looked at again."""
