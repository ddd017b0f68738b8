import CLibYAML
import Model
import YAML

let yamlSection = Section(name: "yaml", about: "reading 10 MB of manifests, beside libyaml's own events") {
    let bytes = syntheticManifests(bytes: 10_000_000)
    let megabytes = Double(bytes.count) / 1e6
    var read: [Document] = []
    let before = residentBytes()
    read = documents(in: bytes, file: "bench.yaml").documents
    let heap = Double(residentBytes() - before) / Double(read.count)
    let size = Double(bytes.count) / Double(read.count)
    let count = read.count
    // One beside the other, so that both meet the same machine; giving the documents back is not reading.
    var (bare, parse) = (Double.infinity, Double.infinity)
    for _ in 0..<9 {
        read = []
        bare = min(bare, best(of: 1) { keep(countEvents(bytes)) })
        parse = min(parse, best(of: 1) { read = documents(in: bytes, file: "bench.yaml").documents })
    }
    let perDocument = heap / size * 1300
    return [
        Row("libyaml alone", megabytes / bare, "MB/s"),
        Row("documents", megabytes / parse, "MB/s"),
        Row("share of libyaml's speed", bare / parse * 100, "%", goal: ("at least 80", bare / parse >= 0.8)),
        Row("documents a second", Double(count) / parse, ""),
        Row("memory for a document of 1.3 KB", perDocument, "bytes", goal: ("at most 1600", perDocument <= 1600)),
    ]
}

/// libyaml's loop with nothing behind it.
func countEvents(_ bytes: [UInt8]) -> Int {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else { return 0 }
    defer { yaml_parser_delete(parser) }
    return bytes.withUnsafeBufferPointer { buffer in
        yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
        var event = yaml_event_t()
        var count = 0
        while yaml_parser_parse(parser, &event) == 1 {
            let kind = event.type
            yaml_event_delete(&event)
            count += 1
            if kind == YAML_STREAM_END_EVENT { break }
        }
        return count
    }
}
