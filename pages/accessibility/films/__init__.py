"""Films in Polish Sign Language: what may be uploaded, how it is served, and when its bytes are let go."""
