"""Serves the repositories of a folder over http(s) by git's own http-backend, as a web server would.

usage: http_backend.py FOLDER PORTFILE [--user NAME --password WORD] [--certificate PEM --key PEM] [--redirect URL]
"""
import argparse
import base64
import os
import ssl
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

parser = argparse.ArgumentParser()
parser.add_argument("folder")
parser.add_argument("portfile")
for name in ("user", "password", "certificate", "key", "redirect"):
    parser.add_argument("--" + name)
options = parser.parse_args()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def refuse(self, code, headers=()):
        self.send_response(code)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def body(self):
        if self.headers.get("Transfer-Encoding", "") == "chunked":
            content = b""
            while True:
                size = int(self.rfile.readline().split(b";")[0], 16)
                content += self.rfile.read(size)
                self.rfile.readline()
                if size == 0:
                    return content
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def serve(self):
        content = self.body()
        if options.redirect:
            return self.refuse(301, [("Location", options.redirect + self.path)])
        if options.user is not None:
            expected = base64.b64encode(f"{options.user}:{options.password}".encode()).decode()
            if self.headers.get("Authorization") != "Basic " + expected:
                return self.refuse(401, [("WWW-Authenticate", 'Basic realm="git"')])
        path, _, query = self.path.partition("?")
        environment = {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": options.folder,
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(content)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "REMOTE_ADDR": "127.0.0.1",
            "REMOTE_USER": options.user or "",
        }
        answer = subprocess.run(["git", "http-backend"], input=content, env=environment, capture_output=True).stdout
        head, _, rest = answer.partition(b"\r\n\r\n")
        headers = [line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line]
        status = next((int(value.split()[0]) for name, value in headers if name == "Status"), 200)
        self.send_response(status)
        for name, value in headers:
            if name != "Status":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        self.wfile.write(rest)

    do_GET = do_POST = serve


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
if options.certificate:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options.certificate, options.key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
with open(options.portfile + ".new", "w") as file:
    file.write(str(server.server_port))
os.rename(options.portfile + ".new", options.portfile)
server.serve_forever()
