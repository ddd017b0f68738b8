import Model
import YAML

let jsonSection = Section(name: "json", about: "the same manifests as JSON, document by document") {
    let values = documents(in: syntheticManifests(bytes: 10_000_000), file: "bench.yaml").documents.map(\.value)
    let texts = values.map(\.jsonBytes)
    let megabytes = Double(texts.reduce(0) { $0 + $1.count }) / 1e6
    let reading = best {
        for text in texts { keep((try? Value(json: text)) ?? .null) }
    }
    let writing = best {
        for value in values { keep(value.jsonBytes.count) }
    }
    let whole = Value(values).compacted()
    let list = best { keep(whole.jsonBytes.count) }
    let listBytes = whole.jsonBytes
    let listReading = best { keep((try? Value(json: listBytes)) ?? .null) }
    return [
        Row("read", megabytes / reading, "MB/s", goal: ("at least 200", megabytes / reading >= 200)),
        Row("write", megabytes / writing, "MB/s", goal: ("at least 200", megabytes / writing >= 200)),
        Row("read one list of them all", megabytes / listReading, "MB/s"),
        Row("write one list of them all", megabytes / list, "MB/s"),
    ]
}
