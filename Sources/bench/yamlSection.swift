import CLibYAML
import Model
import YAML

let yamlSection = Section(name: "yaml", about: "reading manifests, beside libyaml's own events of the same text") {
    let file = syntheticManifests(bytes: 1_000_000)
    let megabytes = Double(file.count) / 1e6
    let before = residentBytes()
    let kept = (0..<10).map { _ in documents(in: file, file: "bench.yaml").documents }
    let heap = Double(residentBytes() - before)
    let count = kept[0].count
    let (bare, parse) = timesBesideLibyaml(file)
    let perDocument = heap / Double(file.count * kept.count) * 1300
    return [
        Row("libyaml alone", megabytes / bare, "MB/s"),
        Row("documents", megabytes / parse, "MB/s"),
        Row("share of libyaml's speed", bare / parse * 100, "%", goal: ("at least 80", bare / parse >= 0.8)),
        Row("documents a second", Double(count) / parse, ""),
        Row("memory for a document of 1.3 KB", perDocument, "bytes", goal: ("at most 1600", perDocument <= 1600)),
    ]
}

/// The seconds that libyaml alone and reading take, one beside the other, so that both meet the same machine: turn by
/// turn, on a file that is read in a fraction of a scheduler's slice, the best of many. Giving the documents back is not
/// reading; getting fresh memory for them is.
private func timesBesideLibyaml(_ bytes: [UInt8]) -> (bare: Double, parse: Double) {
    var (bare, parse) = (Double.infinity, Double.infinity)
    for _ in 0..<60 {
        bare = min(bare, best(of: 1) { keep(countEvents(bytes)) })
        var read: [Document] = []
        parse = min(parse, best(of: 1) { read = documents(in: bytes, file: "bench.yaml").documents })
        keep(read.count)
    }
    return (bare, parse)
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
