#!/usr/bin/env python3
"""Writes the table of Kubernetes' protobuf messages in Sources/APIServer/Protobuf.

usage: scripts/protobuf-table.py KUBECTL [KUBECTL ...] > Sources/APIServer/Protobuf/protobufTableText.swift

Newer versions of kubectl send some objects as protobuf. Field numbers, JSON names and whether a field is a pointer (so
that a zero in it means something) stand in the type information that Go keeps in kubectl's own binary; this reads them
from there. A kind that several binaries have is taken from the first. The grammar of the text is told in
Sources/APIServer/Protobuf/ProtobufTable.swift.
"""
import re
import struct
import sys

STRUCT, POINTER, SLICE, MAP = 25, 22, 23, 21
GROUPS = {
    "core": "", "rbac": "rbac.authorization.k8s.io", "networking": "networking.k8s.io", "storage": "storage.k8s.io",
    "scheduling": "scheduling.k8s.io", "coordination": "coordination.k8s.io", "discovery": "discovery.k8s.io",
    "events": "events.k8s.io", "node": "node.k8s.io", "certificates": "certificates.k8s.io",
    "admissionregistration": "admissionregistration.k8s.io", "authentication": "authentication.k8s.io",
    "authorization": "authorization.k8s.io", "flowcontrol": "flowcontrol.apiserver.k8s.io", "apps": "apps",
    "batch": "batch", "autoscaling": "autoscaling", "policy": "policy",
}
# Messages that are one value in JSON.
SCALARS = {
    "v1.Time": "T", "v1.MicroTime": "U", "v1.Duration": "D", "resource.Quantity": "Q", "intstr.IntOrString": "X",
    "runtime.RawExtension": "R", "v1.FieldsV1": "F",
}


class Binary:
    """A Go program's types. https://go.dev/src/internal/abi/type.go"""

    def __init__(self, path):
        self.data = open(path, "rb").read()
        data = self.data
        start = struct.unpack_from("<Q", data, 0x28)[0]
        size, count, names = struct.unpack_from("<HHH", data, 0x3A)
        self.sections = [struct.unpack_from("<IIQQQQ", data, start + index * size) for index in range(count)]
        names_at = self.sections[names][4]
        for section in self.sections:
            name_at = names_at + section[0]
            if data[name_at:data.index(b"\0", name_at)] == b".rodata":
                _, _, _, self.low, self.offset, self.length = section
        self.high = self.low + self.length
        # Names are given relative to where types begin: with the section.
        self.structs = dict(self.find_structs())

    def at(self, address):
        return address - self.low + self.offset

    def name(self, offset):
        flags = self.data[offset]
        length, offset = self.varint(offset + 1)
        name = self.data[offset:offset + length].decode("utf8", "replace")
        tag = ""
        if flags & 2:
            length, offset = self.varint(offset + length)
            tag = self.data[offset:offset + length].decode("utf8", "replace")
        return name, tag

    def varint(self, offset):
        value = shift = 0
        while True:
            byte = self.data[offset]
            offset += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value, offset
            shift += 7

    def find_structs(self):
        """Every struct with a field that has a protobuf tag, by address."""
        inside = lambda address: self.low <= address < self.high
        for offset in range(self.offset, self.offset + self.length - 80, 8):
            if self.data[offset + 23] & 31 != STRUCT:
                continue
            fields, length, capacity = struct.unpack_from("<QQQ", self.data, offset + 56)
            if length != capacity or not 0 < length < 200 or not inside(fields):
                continue
            found = []
            for index in range(length):
                name, type, _ = struct.unpack_from("<QQQ", self.data, self.at(fields) + 24 * index)
                if not inside(name) or not inside(type):
                    break
                found.append((*self.name(self.at(name)), type))
            if len(found) == length and any("protobuf:" in tag for _, tag, _ in found):
                yield offset - self.offset + self.low, found

    def kind(self, type):
        return self.data[self.at(type) + 23] & 31

    def element(self, type):
        return struct.unpack_from("<Q", self.data, self.at(type) + 48)[0]

    def value(self, type):
        return struct.unpack_from("<Q", self.data, self.at(type) + 56)[0]

    def type_name(self, type):
        offset = struct.unpack_from("<i", self.data, self.at(type) + 40)[0]
        name = self.name(self.at(self.low + offset))[0]
        return name[1:] if self.data[self.at(type) + 20] & 2 and name.startswith("*") else name

    def package(self, type):
        """Of a struct."""
        if not self.data[self.at(type) + 20] & 1:
            return ""
        return self.name(self.at(self.low + struct.unpack_from("<i", self.data, self.at(type) + 80)[0]))[0]


kinds, lines, places = {}, [], {}


def message(binary, type):
    """The line of a struct, made if need be."""
    key = (binary.package(type), binary.type_name(type))
    if key not in places:
        places[key] = len(lines)
        lines.append("")
        fields = [field(binary, *entry) for entry in binary.structs.get(type, [])]
        lines[places[key]] = " ".join(text for text in fields if text)
    return places[key]


def field(binary, name, tag, type):
    tags = dict(re.findall(r'(\w+):"([^"]*)"', tag))
    if "protobuf" not in tags or tags.get("json") == "-":
        return None
    number = tags["protobuf"].split(",")[1]
    json, *options = tags.get("json", "").split(",")
    keeps = binary.kind(type) == POINTER or "omitempty" not in options
    return f"{number}:{json}:{shape(binary, type)}" + ("!" if keeps else "")


def shape(binary, type):
    name, kind = binary.type_name(type), binary.kind(type)
    if name in SCALARS:
        return SCALARS[name]
    if kind == POINTER:
        return shape(binary, binary.element(type))
    if kind == SLICE:
        element = binary.element(type)
        if binary.kind(element) == 8:
            return "y"
        # A slice with a name of its own is a message with one repeated field.
        if re.fullmatch(r"\w+\.(ExtraValue|Verbs)", name):
            return "E"
        return "r" + shape(binary, element)
    if kind == MAP:
        return "k" + shape(binary, binary.value(type))
    if kind == STRUCT:
        return f"m{message(binary, type)}"
    return {1: "b", 14: "d", 24: "s"}.get(kind, "i")


for path in sys.argv[1:]:
    binary = Binary(path)
    for type, fields in sorted(binary.structs.items(), key=lambda item: (binary.package(item[0]), binary.type_name(item[0]))):
        package, name = binary.package(type), binary.type_name(type).split(".")[-1]
        match = re.fullmatch(r"k8s\.io/api/(\w+)/(v\d+)", package)
        if package == "k8s.io/apimachinery/pkg/apis/meta/v1" and name == "DeleteOptions":
            kinds.setdefault("DeleteOptions", message(binary, type))
        if not match or match[1] not in GROUPS or name.endswith("List") or fields[0][0] != "TypeMeta":
            continue
        kinds.setdefault(f"{GROUPS[match[1]]}/{match[2]}/{name}", message(binary, type))

print("// Made by scripts/protobuf-table.py from the type information in kubectl. Edit the script, not this file.")
print("// swift-format-ignore-file")
print()
print('let protobufKindsText = #"""')
print("\n".join(f"{name} {index}" for name, index in sorted(kinds.items())))
print('"""#')
print()
print('let protobufTableText = #"""')
print("\n".join(lines))
print('"""#')
