import CLibYAML
import GRDB
import Model
import YAML

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What cannot be saved of the cold pass: libyaml over the same bytes, and as many rows in one SQLite transaction.
func coldBaselines(_ files: [(path: String, text: String)], folder: String, cold: Double) throws -> [Row] {
    let texts = files.map { Array($0.text.utf8) }
    let bare = best(of: 3) { for text in texts { keep(countEvents(text)) } }
    let objects = texts.flatMap { documents(in: $0, file: "bench.yaml").documents }.map { Data($0.value.jsonBytes) }
    let pool = try DatabasePool(path: folder + "/baseline.sqlite")
    try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous=FULL") }
    try pool.write { database in
        try database.execute(sql: "CREATE TABLE object (key TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID")
    }
    let clock = ContinuousClock()
    let start = clock.now
    try pool.write { database in
        let put = try database.makeStatement(sql: "INSERT INTO object VALUES (?, ?)")
        for (number, object) in objects.enumerated() { try put.execute(arguments: ["\(number)", object]) }
    }
    let written = (clock.now - start) / .seconds(1)
    try pool.close()
    return [
        Row("libyaml alone, the same bytes", bare, "s"),
        Row("SQLite alone, the same objects once", written, "s"),
        Row("times both of them", cold / (bare + written), ""),
    ]
}
