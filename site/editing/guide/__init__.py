"""The guide for editors: short pages in Polish inside the administration, with pictures of its real screens."""
