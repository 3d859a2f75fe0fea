"""A site on this machine with a page for each thing that can go right or wrong while a page is captured."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from ssl import SSLContext

SEEDS = Path(__file__).parents[3] / "seeds"
PDF = (SEEDS / "evidence" / "field-report.pdf").read_bytes()
PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489") + bytes(40)
WORDS = "The river rose by two metres, the River Board said."
PAGE = f"""<!doctype html><html><head><title>Flood</title>
<link rel="stylesheet" href="/look.css"><script src="script.js"></script>
</head><body><article><h1>Flood</h1><p>{WORDS}</p>
<img src="/river.png" srcset="/small.png 320w, /large.png 1280w">
<img src="/gone.png"><img src="/page_for_picture"><iframe src="/frame"></iframe></article></body></html>""".encode()
STYLE = b'@import "more.css"; @font-face { src: url("letters.woff2?v=2") } body { background: url(river.png) }'


_BOMB = gzip.compress(bytes(20_000_000), mtime=0)


class Site(BaseHTTPRequestHandler):
    """Answers as the path says."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer as the path says."""
        name = self.path.partition("?")[0].strip("/").replace(".", "_").replace("-", "_")
        page: Callable[[], None] = getattr(self, f"page_{name}", self.page_missing)
        try:
            page()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def answer(self, body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
        """Send a whole answer."""
        self.send_response(status)
        for name, value in {"content_type": kind, "content_length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def chunked(self, body: bytes, *, whole: bool = True, **headers: str) -> None:
        """Send an answer in chunks; in the middle of one the line ends, unless it is to come ``whole``."""
        self.send_response(200)
        for name, value in {"content_type": "text/html", "transfer_encoding": "chunked", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        for start in range(0, len(body), 100):
            piece = body[start : start + 100]
            self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n" if whole else b"64\r\nThe ri")
        self.close_connection = self.close_connection or not whole

    def moved(self, to: str) -> None:
        """Lead elsewhere."""
        self.answer(b"", status=302, location=to)

    def page_start(self) -> None:
        """Lead to the page, and want to be told so."""
        self.answer(b"", status=302, location="/flood", set_cookie="seen=1; Path=/")

    def page_flood(self) -> None:
        """Give the page in chunks, compressed."""
        assert self.headers["Cookie"] == "seen=1"
        self.chunked(gzip.compress(PAGE, mtime=0), content_encoding="gzip")

    def page_plainly(self) -> None:
        """Give the page as it is."""
        self.answer(PAGE)

    def page_reworded(self) -> None:
        """Give the page as somebody else would have it."""
        self.answer(PAGE.replace(b"two metres", b"three metres"))

    def page_look_css(self) -> None:
        """Give a style sheet."""
        self.answer(STYLE, "text/css")

    def page_more_css(self) -> None:
        """Give another one."""
        self.answer(b"p { color: black }", "text/css")

    def page_script_js(self) -> None:
        """Give a script."""
        self.answer(b"1", "text/javascript")

    def page_letters_woff2(self) -> None:
        """Give a font."""
        self.answer(b"wOF2", "font/woff2")

    def page_river_png(self) -> None:
        """Give a picture."""
        self.answer(PICTURE, "image/png")

    page_large_png = page_river_png

    def page_small_png(self) -> None:
        """Give another picture, which nobody asks for where there is a larger one."""
        self.answer(PICTURE + bytes(1), "image/png")

    def page_page_for_picture(self) -> None:
        """Give a page of many words where a picture was asked for."""
        self.answer(
            b"<html><body>" + b"<p>Whatever you look for, buy it in our shop today.</p>" * 40 + b"</body></html>"
        )

    def page_missing(self) -> None:
        """Give nothing."""
        self.answer(b"gone", status=404)

    def page_empty(self) -> None:
        """Give a page of no bytes."""
        self.answer(b"")

    def page_pdf(self) -> None:
        """Give a PDF."""
        self.answer(PDF, "application/pdf")

    def page_loop(self) -> None:
        """Lead to itself."""
        self.moved("/loop")

    def page_to_file(self) -> None:
        """Lead to a file."""
        self.moved("file:///etc/hostname")

    def page_to_metadata(self) -> None:
        """Lead to where clouds keep keys."""
        self.moved("http://169.254.169.254/latest/meta-data/")

    def page_shows_metadata(self) -> None:
        """Show as a picture what clouds keep keys in, and two more things that never come."""
        self.answer(
            b'<p>A page.</p><img src="http://169.254.169.254/latest"><img src="/bomb_png"><img src="/drip">'
            b'<img src="/short"><img src="file:///etc/hostname"><img src="data:image/png;base64,AAAA">'
        )

    def page_bomb(self) -> None:
        """Give a little that becomes 20 MB."""
        self.answer(_BOMB, content_encoding="gzip")

    def page_bomb_png(self) -> None:
        """Give such a thing as a picture."""
        self.page_bomb()

    def page_short(self) -> None:
        """Give less than was said."""
        self.answer(PAGE, content_length=str(len(PAGE) + 500))
        self.close_connection = True

    def page_long(self) -> None:
        """Give more than was said."""
        self.answer(PAGE + b"<p>And more.</p>", content_length=str(len(PAGE)))
        self.close_connection = True

    def page_dropped(self) -> None:
        """Break off in the middle of a chunk."""
        self.chunked(PAGE, whole=False)

    def page_endless(self) -> None:
        """Never end."""
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        while True:
            self.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")

    def page_drip(self) -> None:
        """Never end, a byte at a time."""
        self.answer(b"", content_length="1000000")
        while True:
            self.wfile.write(b"x")
            time.sleep(0.05)

    def page_nonsense(self) -> None:
        """Answer with what is no answer."""
        self.wfile.write(b"I am no server.\r\n\r\n")
        self.close_connection = True

    def page_gallery(self) -> None:
        """Show many pictures."""
        self.answer(b"<p>Pictures.</p>" + b"".join(b'<img src="/river.png?%d">' % number for number in range(30)))

    def page_early(self) -> None:
        """Say first that an answer is to come."""
        self.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </look.css>\r\n\r\n")
        self.answer(PAGE)

    def page_until_it_closes(self) -> None:
        """Give a page of an old server, which ends where the line does."""
        self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE)
        self.close_connection = True


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of a client that hangs up."""


@contextmanager
def served(context: SSLContext | None = None) -> Iterator[int]:
    """Give the port of a running site, which speaks TLS where a context says how."""
    server = _Server(("127.0.0.1", 0), Site)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
