"""`python -m generator` is `makecards`."""

from generator.command.signals import run

if __name__ == "__main__":
    run()
