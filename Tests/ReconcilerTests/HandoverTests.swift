import Model
import Testing

@testable import Reconciler

/// Objects that a commit moves from one application to another.
@Suite struct HandoverTests {
    private func key(_ name: String) -> ObjectKey {
        ObjectKey(group: "", kind: "ConfigMap", namespace: "shop", name: name)
    }

    /// `shop` holds a and b at commit 1; `blog` follows the same branch, or another.
    private func claims(sameSource: Bool = true) async -> Claims {
        let claims = Claims()
        await claims.introduce("shop", in: "local", source: "repo main", done: ["1"])
        await claims.introduce("blog", in: "local", source: sameSource ? "repo main" : "other", done: ["1"])
        await claims.restore([key("a"), key("b")], to: "shop", in: "local")
        return claims
    }

    @Test("an object that is held may be given up only by who follows the same branch and is behind")
    func holders() async {
        var claims = await claims()
        #expect(
            await claims.claim([key("b")], for: "blog", in: "local", at: "2", where: { _ in true }) == [
                key("b"): .init(owner: "shop", mayGiveUp: true)
            ])
        await claims.finished("2", by: "shop", in: "local")
        #expect(
            await claims.claim([key("b")], for: "blog", in: "local", at: "2", where: { _ in true }) == [
                key("b"): .init(owner: "shop", mayGiveUp: false)
            ])
        claims = await self.claims(sameSource: false)
        #expect(
            await claims.claim([key("b")], for: "blog", in: "local", at: "2", where: { _ in true }) == [
                key("b"): .init(owner: "shop", mayGiveUp: false)
            ])
        // Another cluster is another place.
        #expect(await claims.claim([key("b")], for: "blog", in: "prod", at: "2", where: { _ in true }).isEmpty)
    }

    @Test("what a receiver waits for is left to it, and is its own once the other has let go")
    func handsOver() async {
        let claims = await claims()
        #expect(await claims.undeclared(besides: "shop", in: "local", at: "2") == ["blog"])
        _ = await claims.claim([key("b")], for: "blog", in: "local", at: "2", where: { _ in true })
        #expect(await claims.undeclared(besides: "shop", in: "local", at: "2").isEmpty)
        #expect(await claims.awaited([key("a"), key("b")], besides: "shop", in: "local") == [key("b")])
        #expect(await !claims.hasLetGo(key("b"), "shop", in: "local"))
        await claims.settle(lost: [key("b")], of: "shop", in: "local")
        #expect(await claims.hasLetGo(key("b"), "shop", in: "local"))
        #expect(await claims.claim([key("b")], for: "blog", in: "local", at: "2", where: { _ in true }).isEmpty)
        // Of an application that is not known here nothing is presumed.
        #expect(await !claims.hasLetGo(key("c"), "strangers", in: "local"))
    }
}
