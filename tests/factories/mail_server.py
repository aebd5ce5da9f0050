"""A real mail server on loopback, as small as RFC 5321 allows: it keeps what it is given."""

import socketserver
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread


@dataclass
class Inbox:
    """What arrived: recipients with the text of each letter; ``refuses`` maps one to an answer."""

    port: int = 0
    letters: list[tuple[str, str]] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        inbox, tls, to = self.server.inbox, self.server.tls, ""
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            verb, address = line[:4].upper(), line.partition("<")[2].partition(">")[0]
            if verb == "EHLO":
                self.say("250-here\r\n250 STARTTLS" if tls else "250 here")
            elif verb == "STAR":
                self.say("220 go on")
                try:
                    self.connection = tls.wrap_socket(self.connection, server_side=True)
                except ssl.SSLError:  # the other side does not trust us
                    return
                self.rfile.close()
                self.wfile.close()
                self.rfile, self.wfile = (
                    self.connection.makefile("rb"),
                    self.connection.makefile("wb"),
                )
            elif verb == "RCPT":
                to = address
                self.say(inbox.refuses.get(to, "250 yes"))
            elif verb == "DATA":
                self.say("354 write")
                lines = iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), ".")
                inbox.letters.append((to, "\n".join(lines)))
                inbox.encrypted.append(isinstance(self.connection, ssl.SSLSocket))
                self.say("250 kept")
            else:
                self.say("221 bye" if verb == "QUIT" else "250 yes")

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
        self.wfile.flush()


@contextmanager
def mail_server(tls: ssl.SSLContext | None = None) -> Iterator[Inbox]:
    with socketserver.TCPServer(("127.0.0.1", 0), _Talk) as server:
        server.inbox, server.tls = Inbox(server.server_address[1]), tls
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server.inbox
        server.shutdown()
