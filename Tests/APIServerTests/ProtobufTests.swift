import ClusterAPI
import Model
import Testing

@testable import APIServer

/// Bodies as kubectl 1.33 sends them, written field by field.
@Suite("Protobuf")
struct ProtobufTests {
    /// A field with content of a length.
    static func field(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
        [number << 3 | 2, UInt8(content.count)] + content
    }

    static func field(_ number: UInt8, _ text: String) -> [UInt8] { field(number, Array(text.utf8)) }

    static func envelope(_ apiVersion: String, _ kind: String, _ raw: [UInt8]) -> [UInt8] {
        [0x6b, 0x38, 0x73, 0] + field(1, field(1, apiVersion) + field(2, kind)) + field(2, raw) + field(3, "")
            + field(4, "")
    }

    @Test("zeros that mean nothing are left out, and those that do stay")
    func deployment() throws {
        let metadata = ProtobufTests.field(1, "web") + ProtobufTests.field(2, "") + ProtobufTests.field(8, [])
        let labels = ProtobufTests.field(11, ProtobufTests.field(1, "app") + ProtobufTests.field(2, "web"))
        // replicas 0 (a pointer), minReadySeconds 0 (none), revisionHistoryLimit 2
        let spec: [UInt8] = [0x08, 0, 0x28, 0, 0x30, 2]
        let bytes = ProtobufTests.envelope(
            "apps/v1", "Deployment", ProtobufTests.field(1, metadata + labels) + ProtobufTests.field(2, spec))
        #expect(
            try readProtobuf(bytes) == [
                "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web", "labels": ["app": "web"]],
                "spec": ["replicas": 0, "revisionHistoryLimit": 2],
            ])
    }

    @Test("bytes are Base64, ports may be names, and inlined fields stand in their parent")
    func service() throws {
        let secret = ProtobufTests.envelope(
            "v1", "Secret", ProtobufTests.field(2, ProtobufTests.field(1, "k") + ProtobufTests.field(2, [1, 2, 255])))
        #expect(try readProtobuf(secret)["data"] == ["k": "AQL/"])
        // ports: name 1, port 3, targetPort 4 {type 1, intVal 2, strVal 3}
        let named: [UInt8] = [0x18, 80] + ProtobufTests.field(4, [0x08, 1, 0x10, 0] + ProtobufTests.field(3, "http"))
        let numbered: [UInt8] = [0x18, 81] + ProtobufTests.field(4, [0x08, 0, 0x10, 90])
        let service = ProtobufTests.envelope(
            "v1", "Service", ProtobufTests.field(2, ProtobufTests.field(1, named) + ProtobufTests.field(1, numbered)))
        #expect(
            try readProtobuf(service).at("spec", "ports") == [
                ["port": 80, "targetPort": "http"], ["port": 81, "targetPort": 90],
            ])
        // spec.volumes[0]: name 1, volumeSource 2 (inline) {emptyDir 2}
        let volume = ProtobufTests.field(1, "tmp") + ProtobufTests.field(2, ProtobufTests.field(2, []))
        let pod = ProtobufTests.envelope("v1", "Pod", ProtobufTests.field(2, ProtobufTests.field(1, volume)))
        #expect(try readProtobuf(pod).at("spec", "volumes") == [["name": "tmp", "emptyDir": [:]]])
    }

    static let broken: [[UInt8]] = [
        [], [0x6b, 0x38, 0x73], Array("{}".utf8), envelope("v1", "Pod", [0x0a, 200]), envelope("v1", "Pod", [0x0b]),
        envelope("v1", "Pod", [0x0a]), envelope("v1", "Pod", [0x08, 1]), envelope("v1", "Nothing", []),
        [0x6b, 0x38, 0x73, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        envelope("v1", "Pod", [0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]),
    ]

    @Test("what is no message is refused", arguments: broken)
    func refusal(bytes: [UInt8]) {
        #expect(throws: ClusterError.self) { try readProtobuf(bytes) }
    }

    @Test("any bytes are read or refused, never worse")
    func anyBytes() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<3000 {
            let raw = (0..<Int.random(in: 0...60)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            for kind in ["Pod", "Secret", "Service"] { _ = try? readProtobuf(ProtobufTests.envelope("v1", kind, raw)) }
        }
    }
}
