import os
import webbrowser
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlparse

from .tokens import exchange


class Done(BaseHTTPRequestHandler):
    def do_GET(self):
        exchange(parse_qs(urlparse(self.path).query)["code"][0])
        self.send_response(204)
        self.end_headers()


def join(back="http://127.0.0.1:8765/"):
    # ruleid: oauth-missing-state-or-pkce
    address = (
        f"https://discord.com/oauth2/authorize?client_id={os.environ['DISCORD_CLIENT_ID']}"
        f"&redirect_uri={back}&response_type=code&scope=identify"
    )
    webbrowser.open(address)
    HTTPServer(("127.0.0.1", 8765), Done).handle_request()
