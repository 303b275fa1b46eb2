"""How dates are read and printed where Django's own formats for a language fall short (FORMAT_MODULE_PATH)."""
