import NIOCore

/// Cuts a stream of bytes into lines.
struct LineSplitter {
    struct TooLong: Error {}

    let limit: Int
    private var rest = ByteBuffer()
    /// How much of `rest` is known to hold no line's end.
    private var searched = 0

    init(limit: Int) { self.limit = limit }

    mutating func add(_ bytes: ByteBuffer) throws(TooLong) {
        var bytes = bytes
        if rest.readableBytes == 0 {
            rest = bytes
            searched = 0
        } else {
            rest.discardReadBytes()
            rest.writeBuffer(&bytes)
        }
        if rest.readableBytes - searched > limit, firstEnd == nil { throw TooLong() }
    }

    /// The next whole line, without its end; nil where there is none yet.
    mutating func next() -> [UInt8]? {
        while let end = firstEnd {
            let line = rest.readBytes(length: end) ?? []
            rest.moveReaderIndex(forwardBy: 1)
            searched = 0
            if !line.isEmpty { return line }
        }
        searched = rest.readableBytes
        return nil
    }

    private var firstEnd: Int? {
        let view = rest.readableBytesView.dropFirst(searched)
        return view.firstIndex(of: 0x0a).map { $0 - rest.readerIndex }
    }
}
