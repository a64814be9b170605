"""Try an application that runs, with Python alone: `python -m images.smoke http://127.0.0.1:8102`."""

import json
import struct
import sys
import zlib

from appkit import asking

BOUND = "the-end-of-a-part"


def png(width: int, height: int, row: bytes) -> bytes:
    """Return a grey picture all rows of which are alike."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + row) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def form(field: str, contents: list[bytes]) -> bytes:
    """Return pictures as a form of a page sends them."""
    head = f'--{BOUND}\r\nContent-Disposition: form-data; name="{field}"; filename="a.png"\r\n\r\n'.encode()
    return b"".join(head + one + b"\r\n" for one in contents) + f"--{BOUND}--\r\n".encode()


def ask(address: str, body: bytes | None = None) -> tuple[int, str]:
    """Send a request, with a form if there is one; return status and text."""
    return asking.ask(address, body, f"multipart/form-data; boundary={BOUND}", seconds=30)


def main(root: str) -> None:
    """Ask for everything once. Raises AssertionError for what is not as it should be."""
    status, text = ask(f"{root}/health")
    assert status == 200 and json.loads(text)["status"] == "ok", text
    status, text = ask(f"{root}/")
    assert status == 200 and "What is it?" in text, text
    picture = png(64, 48, bytes(range(0, 256, 4)))
    status, text = ask(f"{root}/classify", form("picture", [picture]))
    answer = json.loads(text)
    assert status == 200 and len(answer["guesses"]) == 5 and isinstance(answer["sure"], bool), text
    status, text = ask(f"{root}/classify/batch", form("pictures", [picture, b"no picture"]))
    first, second = json.loads(text)
    assert status == 200 and first["guesses"][0]["name"] == answer["guesses"][0]["name"] and second["refused"], text
    assert ask(f"{root}/classify", form("picture", [b"<svg/>"]))[0] == 415
    assert ask(f"{root}/classify", form("picture", [png(9_000, 9_000, bytes(9_000))]))[0] == 415, "a bomb"
    asking.counted(root, 'requests_total{route="/classify",status="415"}')
    print(f"{root} works")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
