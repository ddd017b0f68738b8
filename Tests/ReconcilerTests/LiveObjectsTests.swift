import Model
import Testing

@testable import Reconciler

/// What is kept of the live objects, whatever order the news comes in.
@Suite struct LiveObjectsTests {
    private let key = ObjectKey(group: "", kind: "ConfigMap", namespace: "shop", name: "config")

    private func object(_ uid: String, _ version: Int) -> Value {
        [
            "apiVersion": "v1", "kind": "ConfigMap",
            "metadata": [
                "name": "config", "namespace": "shop", "uid": Value(uid), "resourceVersion": Value("\(version)"),
            ],
        ]
    }

    @Test("an answer that comes after its object was deleted does not bring it back")
    func late() {
        let objects = LiveObjects()
        #expect(objects.take(object("a", 1), at: key) != nil)
        _ = objects.remove(key, uid: "a")
        #expect(objects.take(object("a", 2), at: key) == nil)
        #expect(objects[key] == nil)
        // Also where the object itself was never seen.
        _ = objects.remove(key, uid: "b")
        #expect(objects.take(object("b", 3), at: key) == nil)
        // A new one of that name is another.
        #expect(objects.take(object("c", 4), at: key) != nil)
        #expect(objects[key]?.uid == "c")
    }

    @Test("what is older than what is known is not taken, be it another object of that name")
    func older() {
        let objects = LiveObjects()
        #expect(objects.take(object("b", 5), at: key) != nil)
        #expect(objects.take(object("b", 4), at: key) == nil)
        #expect(objects.take(object("a", 3), at: key) == nil)
        #expect(objects[key]?.uid == "b")
        #expect(objects.take(object("c", 6), at: key) != nil)
    }

    @Test("only so many that are gone are remembered, the latest")
    func bounded() {
        var gone = GoneObjects()
        for number in 0..<10_000 { gone.insert("u\(number)") }
        #expect(gone.contains("u9999") && gone.contains("u6000"))
        #expect(!gone.contains("u100"))
    }
}
