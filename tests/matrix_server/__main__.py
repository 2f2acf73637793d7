"""Install Synapse for the tests, if it is not there yet."""

import sys

from tests.environments import Unavailable
from tests.matrix_server.installation import SYNAPSE

try:
    SYNAPSE.python()
except Unavailable as error:
    sys.exit(str(error))
