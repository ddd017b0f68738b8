import ClusterAPI
import Engine
import EngineStore
import Foundation
import Model
import TestSupport
import Testing

@Suite("The cluster's file")
struct PersistenceTests {
    static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "plumb-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test("a restart finds every object with its uid, and versions go on")
    func restarts() async throws {
        let folder = try PersistenceTests.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "cluster.sqlite").path()
        let before: [Value]
        let version: UInt64
        do {
            let database = try ClusterDatabase(path: path)
            let cluster = try await InProcessCluster(persistence: database)
            for number in 0..<10 {
                try await cluster.create(StoreTests.configMaps, StoreTests.configMap("c\(number)"), manager: "t")
            }
            try await cluster.delete(StoreTests.configMaps, namespace: "default", name: "c3")
            let list = try await cluster.list(StoreTests.configMaps, namespace: "default")
            before = list.items
            version = UInt64(list.resourceVersion) ?? 0
            await cluster.stop()
            try database.close()
        }
        let database = try ClusterDatabase(path: path)
        let cluster = try await InProcessCluster(persistence: database)
        let list = try await cluster.list(StoreTests.configMaps, namespace: "default")
        #expect(list.items == before)
        #expect(before.count == 9)
        #expect((UInt64(list.resourceVersion) ?? 0) > version)
        await #expect(throws: ClusterError.self, "history is gone") {
            _ = try await cluster.watch(WatchRequest(StoreTests.configMaps, resourceVersion: String(version)))
        }
        await cluster.stop()
    }

    @Test("a damaged row is named")
    func damage() async throws {
        let folder = try PersistenceTests.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "cluster.sqlite").path()
        let database = try ClusterDatabase(path: path)
        let cluster = try await InProcessCluster(persistence: database)
        let marker = String(repeating: "unmistakable", count: 4)
        try await cluster.create(StoreTests.configMaps, StoreTests.configMap("c", ["k": Value(marker)]), manager: "t")
        await cluster.stop()
        try database.close()
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let place = bytes.firstRange(of: Array("\"k\":\"\(marker)".utf8))?.lowerBound
        bytes[try #require(place)] = UInt8(ascii: "!")
        try Data(bytes).write(to: URL(filePath: path))
        let again = try ClusterDatabase(path: path)
        let error = await #expect(throws: ClusterDatabaseError.self) { _ = try await again.load() }
        #expect(error?.description.contains("/ConfigMap/default/c") == true)
        #expect(error?.description.contains("unmistakable") == false)
    }

    @Test("the rules of every cluster hold on disk")
    func onDisk() async throws {
        let folder = try PersistenceTests.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try ClusterDatabase(path: folder.appending(path: "cluster.sqlite").path())
        let cluster = try await InProcessCluster(persistence: database)
        await cluster.start()
        for check in Conformance.checks {
            let violations = await Conformance.violations(of: check, on: cluster)
            #expect(violations == [], "\(check.rule)")
        }
        await cluster.stop()
    }
}
