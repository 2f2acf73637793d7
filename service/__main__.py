"""`python -m service` is `orglife`."""

from service.cli import main

if __name__ == "__main__":
    main()
