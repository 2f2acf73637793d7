"""Install Synapse for the tests, if it is not there yet."""

import sys

from tests.matrix_server.installation import Unavailable, installed

try:
    installed()
except Unavailable as error:
    sys.exit(str(error))
