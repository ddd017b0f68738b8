import Testing

@testable import Reconciler

@Suite struct ToldTests {
    @Test("the same is told once, until something else is, or it is over")
    func once() {
        let told = Told()
        #expect(told.isNew("no room is left", of: "end"))
        #expect(!told.isNew("no room is left", of: "end"))
        #expect(told.isNew("no room is left", of: "closing"))
        #expect(told.isNew("it does not answer", of: "end"))
        #expect(told.isNew("no room is left", of: "end"))
        told.forget()
        #expect(told.isNew("no room is left", of: "end"))
    }
}
