#!/usr/bin/env python3
"""Turns the structure of Kubernetes' kinds into the table in Sources/Kinds/Schemas.

usage: scripts/schema-table.py SCHEMAS.json > Sources/Kinds/Schemas/schemaTableText.swift
       scripts/schema-table.py SCHEMAS.json names > Sources/Kinds/Schemas/schemaNamesText.swift

SCHEMAS.json is {"schemas": {NAME: OpenAPI v3 schema}}, as in the components of a server's /openapi/v3 documents.
The grammar of the text is told in Sources/Kinds/Schemas/SchemaTableReader.swift.
"""
import json
import sys

PREFIX = "#/components/schemas/"
# Types that OpenAPI writes as one of several, or without any structure.
NAMED = {
    "io.k8s.apimachinery.pkg.api.resource.Quantity": "q",
    "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime": "u",
    "io.k8s.apimachinery.pkg.apis.meta.v1.Time": "t",
    "io.k8s.apimachinery.pkg.util.intstr.IntOrString": "x",
}
SCALARS = {"boolean": "b", "number": "n"}
STRINGS = {"byte": "y", "date-time": "t", None: "s"}
INTEGERS = {"int32": "i", "int64": "I", None: "I"}

schemas = json.load(open(sys.argv[1]))["schemas"]
lines, by_text, by_name, names_of = [], {}, {}, {}


def add(text):
    """A node of its own for each different text."""
    if text not in by_text:
        by_text[text] = len(lines)
        lines.append(text)
    return by_text[text]


def rules(schema):
    """What stands beside a type where it is used: merge rules."""
    words = []
    if schema.get("x-kubernetes-map-type") == "atomic":
        words.append("atomic")
    if strategy := schema.get("x-kubernetes-patch-strategy"):
        words.append("patch=" + strategy)
    if key := schema.get("x-kubernetes-patch-merge-key"):
        words.append("key=" + key)
    return words


def node(schema):
    """The index of the node for a schema, made if need be."""
    extra = rules(schema)
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(PREFIX)
        return variant(name, extra)
    return add(" ".join([shape(schema)] + extra))


def variant(name, extra):
    """A named type, or its like with other merge rules."""
    if name in NAMED:
        return add(" ".join([NAMED[name]] + extra))
    index = structure(name, extra)
    names_of.setdefault(index, name)
    return index


def structure(name, extra):
    """A named type's node, apart for each set of merge rules."""
    if not extra:
        if name not in by_name:
            by_name[name] = len(lines)
            lines.append(None)  # its place, since it may refer to itself
            schema = schemas[name]
            lines[by_name[name]] = " ".join([shape(schema, name)] + rules(schema))
        return by_name[name]
    schema = schemas[name]
    return add(" ".join([shape(schema, name)] + rules(schema) + extra))


def shape(schema, name=""):
    kind = schema.get("type")
    if kind == "string":
        return STRINGS[schema.get("format")]
    if kind == "integer":
        return INTEGERS[schema.get("format")]
    if kind in SCALARS:
        return SCALARS[kind]
    if kind == "array":
        element = node(schema["items"])
        merge = schema.get("x-kubernetes-list-type", "atomic")
        if merge == "map":
            return f"K{element}:" + ",".join(schema["x-kubernetes-list-map-keys"])
        return ("S" if merge == "set" else "L") + str(element)
    if "properties" in schema:
        required = schema.get("required", [])
        words = ["{" + name.rsplit(".", 1)[-1]]
        # Required fields first, in the schema's order: it is the order in which messages name them.
        names = required + sorted(set(schema["properties"]) - set(required))
        for name in names:
            field = schema["properties"][name]
            word = f"{name}:{node(field)}"
            if name in required:
                word += "!"
            if "default" in field:
                text = json.dumps(field["default"], separators=(",", ":"))
                assert " " not in text, text
                word += "=" + text
            words.append(word)
        return " ".join(words)
    if "additionalProperties" in schema:
        return "M" + str(node(schema["additionalProperties"]))
    return "*"


kinds = []
for name in sorted(schemas):
    for kind in schemas[name].get("x-kubernetes-group-version-kind", []):
        if kind["kind"] in ("DeleteOptions", "WatchEvent") or name.startswith("io.k8s.apimachinery."):
            continue
        if "metadata" in schemas[name]["properties"] and not (
            kind["kind"].endswith("List") and "items" in schemas[name]["properties"]
        ):
            kinds.append(f"{kind['group']}/{kind['version']}/{kind['kind']} {node({'$ref': PREFIX + name})}")

if sys.argv[2:] == ["names"]:
    print("// Made by scripts/schema-table.py from the OpenAPI of Kubernetes 1.36. Edit the script, not this file.")
    print("// swift-format-ignore-file")
    print()
    print("/// The names of the table's structures in OpenAPI: a node and its name a line.")
    print('let schemaNamesText = #"""')
    print("\n".join(f"{index} {name}" for index, name in sorted(names_of.items())))
    print('"""#')
    sys.exit()

print("// Made by scripts/schema-table.py from the OpenAPI of Kubernetes 1.36. Edit the script, not this file.")
print("// swift-format-ignore-file")
print()
print('let schemaKindsText = #"""')
print("\n".join(sorted(kinds)))
print('"""#')
print()
print('let schemaTableText = #"""')
print("\n".join(lines))
print('"""#')
