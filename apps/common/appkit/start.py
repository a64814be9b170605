"""Start an application: `python -m appkit.start recommender.service:build --port 8101 --workers 2`.

It listens on this machine only unless `--host` says otherwise, and takes at most `CONNECTIONS` requests at a time: more
are told to come back (503). With several workers the numbers of all of them are added up in `/metrics`.
"""

import argparse
import os
import tempfile

import uvicorn

CONNECTIONS = 64


def main() -> None:
    """Read the arguments and serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("factory", help="a function that returns the application, as module:function")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8101)
    parser.add_argument("--workers", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if chosen.workers > 1:
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        uvicorn.run(
            chosen.factory,
            factory=True,
            host=chosen.host,
            port=chosen.port,
            workers=chosen.workers,
            limit_concurrency=CONNECTIONS,
            timeout_graceful_shutdown=5,
            server_header=False,
            access_log=False,
        )


if __name__ == "__main__":
    main()
