import Model
import Testing

@testable import Reconciler

@Suite struct ClaimsTests {
    let a = ObjectKey(group: "", kind: "ConfigMap", namespace: "shop", name: "a")
    let b = ObjectKey(group: "", kind: "ConfigMap", namespace: "shop", name: "b")

    /// What another application would be told that claims these.
    func holders(_ claims: Claims, _ keys: [ObjectKey], in cluster: String = "local") async -> [ObjectKey: String] {
        await claims.claim(keys, for: "probe", in: cluster, where: { _ in true })
    }

    @Test("the second application to claim an object is told who has it, and claims nothing")
    func second() async {
        let claims = Claims()
        #expect(await claims.claim([a], for: "shop", in: "local", where: { _ in true }).isEmpty)
        #expect(await claims.claim([a, b], for: "blog", in: "local", where: { _ in true }) == [a: "shop"])
        #expect(await claims.claim([b], for: "shop", in: "local", where: { _ in true }).isEmpty)
        #expect(await claims.claim([a], for: "blog", in: "other", where: { _ in true }).isEmpty)
    }

    @Test("what was claimed and not applied is free again, what was applied stays until it is lost")
    func settled() async {
        let claims = Claims()
        _ = await claims.claim([a], for: "shop", in: "local", where: { _ in true })
        await claims.release(of: "shop", in: "local")
        _ = await claims.claim([b], for: "shop", in: "local", where: { _ in true })
        await claims.settle(lost: [], of: "shop", in: "local")
        await claims.release(of: "shop", in: "local")
        #expect(await holders(claims, [a, b]) == [b: "shop"])
        await claims.settle(lost: [b], of: "shop", in: "local")
        #expect(await holders(claims, [a, b]).isEmpty)
    }

    @Test("a revision that came to nothing holds no claims once another is looked at")
    func abandoned() async {
        let claims = Claims()
        _ = await claims.claim([a], for: "shop", in: "local", where: { _ in true })
        _ = await claims.claim([b], for: "shop", in: "local", where: { _ in true })
        #expect(await holders(claims, [a]).isEmpty)
    }

    @Test("of two that have one object by the ledger's account, the first keeps it, and the second hears of it")
    func contested() async {
        let claims = Claims()
        await claims.restore([a], to: "shop", in: "local")
        await claims.restore([a, b], to: "blog", in: "local")
        #expect(await claims.claim([], for: "shop", in: "local", where: { _ in true }).isEmpty)
        #expect(await claims.claim([], for: "blog", in: "local", where: { _ in true }) == [a: "shop"])
        #expect(await claims.claim([], for: "blog", in: "local", where: { $0 != a }).isEmpty)
        await claims.releaseAll(of: "shop", in: "local")
        #expect(await claims.claim([], for: "blog", in: "local", where: { _ in true }).isEmpty)
        #expect(await holders(claims, [a, b]) == [a: "blog", b: "blog"])
    }
}

extension Claims {
    /// Who has what, whatever commit it is for.
    fileprivate func claim(
        _ gained: [ObjectKey], for application: String, in cluster: String,
        where isWanted: @Sendable (ObjectKey) -> Bool
    ) -> [ObjectKey: String] {
        claim(gained, for: application, in: cluster, at: "1", where: isWanted).mapValues(\.owner)
    }
}
