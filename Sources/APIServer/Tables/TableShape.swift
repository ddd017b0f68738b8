import ClusterAPI
import Model

/// The columns of a kind and what stands in them.
struct TableShape: Sendable {
    var columns: [Column]
    /// One cell a column.
    var cells: @Sendable (Value, Instant) -> [Value]

    struct Column: Sendable, Hashable {
        var name: String
        var type: String
        var format = ""
        var description = ""
        var priority = 0

        var definition: Value {
            [
                "name": Value(name), "type": Value(type), "format": Value(format), "description": Value(description),
                "priority": Value(priority),
            ]
        }
    }

    /// A `Table`, written straight from the values.
    func document(
        _ list: ObjectList, version: String, _ inclusion: Presentation.Inclusion, at now: Instant,
        withColumns: Bool = true
    ) -> [UInt8] {
        var bytes = Array("{\"kind\":\"Table\",\"apiVersion\":\"meta.k8s.io/\(version)\",\"metadata\":".utf8)
        bytes += listMetadata(list)
        bytes += ",\"columnDefinitions\":".utf8
        bytes += withColumns ? Value(columns.map(\.definition)).jsonBytes : Array("[]".utf8)
        bytes += ",\"rows\":[".utf8
        for (index, item) in list.items.enumerated() {
            if index > 0 { bytes.append(0x2c) }
            bytes += row(of: item, version: version, inclusion, at: now).jsonBytes
        }
        bytes += "]}".utf8
        return bytes
    }

    private func row(
        of object: Value, version: String, _ inclusion: Presentation.Inclusion, at now: Instant
    ) -> Value {
        var row: Value = ["cells": Value(cells(object, now))]
        switch inclusion {
        case .none: break
        case .metadata: row["object"] = partialMetadata(of: object, version: version)
        case .object: row["object"] = object
        }
        return row
    }
}
