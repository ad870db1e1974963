"""`python -m generator` is `makecards`."""

from generator.command.run import run

if __name__ == "__main__":
    run()
