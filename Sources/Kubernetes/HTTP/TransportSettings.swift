/// How long plumb waits for an API server, and how much it takes from it.
public struct TransportSettings: Sendable {
    /// Until a connection stands.
    public var connect = Duration.seconds(5)
    /// Until a read is answered.
    public var read = Duration.seconds(20)
    /// Until a write is answered: admission webhooks may take half a minute.
    public var write = Duration.seconds(35)
    /// Until a list is answered.
    public var list = Duration.seconds(60)
    /// The server ends a watch after this long, give or take a tenth; it goes on at once from where it was.
    public var watch = Duration.seconds(150)
    /// While plumb waits for what comes of its writes, a server from which nothing comes for so long is asked for a sign
    /// of life.
    public var silence = Duration.seconds(10)
    /// Connections for requests; more requests wait for one. Watches have their own.
    public var connections = 64
    /// The largest answer that is taken, and the longest line of a watch.
    public var bytes = 64 << 20
    /// Objects on a page of a list.
    public var page = 500

    public init() {}

    /// Nothing at all comes for longer than the server keeps a watch: nobody is there.
    var watchSilence: Duration { watch + watch / 5 + .seconds(10) }
}
