"""Install PostgreSQL for the tests, if it is not there yet."""

import sys

from tests.environments import Unavailable
from tests.postgres.installation import programs

try:
    programs()
except Unavailable as error:
    sys.exit(str(error))
