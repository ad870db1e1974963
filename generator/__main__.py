"""`python -m generator` is `makecards`."""

from generator.interrupted import run

if __name__ == "__main__":
    run()
