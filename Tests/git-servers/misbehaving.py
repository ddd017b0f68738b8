"""A server that is no good.

usage: misbehaving.py MODE PORTFILE
silent: accepts, and never answers. drip: sends a byte of a plausible answer at a time. closing: accepts and closes.
endless: an answer to a git client that never ends. nonsense: bytes that mean nothing.
"""
import os
import socket
import sys
import threading
import time

mode, portfile = sys.argv[1:]
server = socket.create_server(("127.0.0.1", 0))
with open(portfile + ".new", "w") as file:
    file.write(str(server.getsockname()[1]))
os.rename(portfile + ".new", portfile)

line = b"00" + b"3f" + b"1" * 40 + b" refs/heads/main012345678"


def answer(connection):
    try:
        if mode == "silent":
            time.sleep(3600)
        elif mode == "drip":
            while True:
                for byte in line:
                    connection.send(bytes([byte]))
                    time.sleep(0.05)
        elif mode == "endless":
            number = 0
            while True:
                number += 1
                text = b"%040x refs/heads/b%d\n" % (number, number)
                connection.send(b"%04x" % (len(text) + 4) + text)
        elif mode == "nonsense":
            connection.send(os.urandom(65536))
        connection.close()
    except OSError:
        pass


connections = []
while True:
    connection, _ = server.accept()
    connections.append(connection)
    threading.Thread(target=answer, args=(connection,), daemon=True).start()
