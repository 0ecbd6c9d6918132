"""The one way in: the command line, which opens the window when no job is named."""

from wardenlog import cli


def main() -> None:
    cli.run(open_window=open_window)


def open_window(*arguments: object) -> int:
    """Import Qt only now, so that every job without a window runs where Qt cannot."""
    from wardenlog import app

    return app.run(*arguments)


if __name__ == "__main__":
    main()
