import ClusterAPI
import Testing

@testable import APIServer

@Suite("What a client accepts")
struct PresentationTests {
    static let accepted: [(String, Presentation)] = [
        ("", .object), ("*/*", .object), ("application/json", .object), ("application/yaml", .yaml),
        ("application/vnd.kubernetes.protobuf", .object),
        ("application/vnd.kubernetes.protobuf,application/json", .object),
        (
            "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json",
            .table(version: "v1", .metadata)
        ),
        ("application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1", .partial(version: "v1")),
        ("application/json;as=Table;v=v9;g=meta.k8s.io,application/json", .object),
        ("text/html, application/json;q=0.5, application/yaml;q=0.9", .yaml),
    ]

    @Test("the first shape that can be sent is sent", arguments: accepted)
    func negotiation(header: String, expected: Presentation) throws {
        #expect(try Presentation(accept: header) == expected)
    }

    @Test("what cannot be sent is 406", arguments: ["text/html", "application/json;as=Table;v=v1;g=other"])
    func refusal(header: String) {
        #expect { try Presentation(accept: header) } throws: { ($0 as? ClusterError)?.code == 406 }
    }

    @Test("aggregated discovery is sent to who asks for it first")
    func discovery() {
        let kubectl =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
            + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json"
        #expect(aggregatedDiscoveryVersion(accept: kubectl) == "v2")
        #expect(aggregatedDiscoveryVersion(accept: "application/json") == nil)
        #expect(aggregatedDiscoveryVersion(accept: "application/json," + kubectl) == nil)
    }

    static let managers = [
        ("kubectl/v1.32.4 (linux/amd64) kubernetes/59526cd", "kubectl"), ("plumb", "plumb"), ("/odd", "unknown"),
        ("", "unknown"),
        ("a\u{7}b/1", "ab"), (String(repeating: "x", count: 200), String(repeating: "x", count: 128)),
    ]

    @Test("a writer without a name goes by its program's", arguments: managers)
    func manager(userAgent: String, expected: String) {
        #expect(defaultManager(userAgent: userAgent) == expected)
    }
}
