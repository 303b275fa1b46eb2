"""The site as several machines run it: see site/deploy/README.md, and `make test-several`."""
