"""`python -m gridctl` is the command itself."""

from gridctl.cli.main import run

if __name__ == "__main__":
    run()
