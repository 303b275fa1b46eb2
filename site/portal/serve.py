"""The server: `python -m portal.serve OPTIONS portal.wsgi:application`, with the options of granian.

What all workers need and none changes is loaded before they are forked, so that they share it: the Polish dictionary
of the search, 50 MB.
"""

from granian.cli import entrypoint

from search.analysis.morphology import warm_up

if __name__ == "__main__":
    warm_up()
    entrypoint()
