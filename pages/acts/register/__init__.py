"""The register of acts: light rows, what readers may ask of them, and the files that programs read."""
