"""`python -m clinic.supervisor.healthy`: asks this machine's web process for /healthz (container health checks).

In: HOST, PORT, UNKNOT_HOSTS. Out: exit code 0 when it answers 200, else 1.
"""

import os
import sys

from clinic.supervisor.network import accepted_host, answers, read_address

if __name__ == "__main__":
    address = read_address(os.environ)
    sys.exit(not answers(address, accepted_host(address, os.environ.get("UNKNOT_HOSTS", ""))))
