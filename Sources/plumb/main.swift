import ArgumentParser
import AsyncHTTPClient
import Logging
print("plumb")
