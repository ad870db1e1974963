"""`python -m generator` is `makecards`."""

from generator.cli import run

if __name__ == "__main__":
    run()
