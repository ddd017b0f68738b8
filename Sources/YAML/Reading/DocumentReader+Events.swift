import CLibYAML
import Model

extension DocumentReader {
    mutating func scalar(_ event: UnsafePointer<yaml_event_t>) {
        if skippedDepth != nil { return }
        let data = event.pointee.data.scalar
        let bytes = UnsafeBufferPointer(start: data.value, count: data.length)
        tally.countNode()
        if tally.isOver(options.nodes) { return fail("the document has too many nodes", event.pointee.start_mark) }
        if data.tag == nil, data.anchor == nil,
            data.style != YAML_PLAIN_SCALAR_STYLE || ScalarRules.isText(bytes)
        {
            // Most scalars: texts, whatever else they might look like.
            if expectation == .key {
                builder.key(bytes, mark: position(event.pointee.start_mark))
                expectation = .value
            } else {
                builder.string(bytes)
                finishValue(event.pointee.start_mark)
            }
            return
        }
        guard let scalar = resolve(event, bytes) else { return }
        if let anchor = data.anchor {
            anchors[String(cString: anchor)] = .scalar(scalar, Array(bytes))
        }
        if expectation == .key {
            let isMerge =
                bytes.count == 2 && data.style == YAML_PLAIN_SCALAR_STYLE && bytes.elementsEqual([0x3c, 0x3c])
            if isMerge {
                expectation = .mergedValue
                builder.key("<<", mark: position(event.pointee.start_mark))
            } else {
                key(scalar, bytes, event.pointee.start_mark)
            }
        } else {
            value(scalar, bytes, event.pointee.start_mark)
        }
    }

    /// Nil where the scalar is not what its tag says, which is a problem.
    @inline(__always)
    private mutating func resolve(
        _ event: UnsafePointer<yaml_event_t>, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Scalar? {
        let data = event.pointee.data.scalar
        if let tag = data.tag {
            var found = Scalar.text
            let name = String(cString: tag)
            if let scalar = ScalarRules.tagged(name, bytes, found: &found) { return scalar }
            let short = name.split(separator: ":").last ?? ""
            fail("cannot decode this \(found.tag) as a !!\(short)", event.pointee.start_mark)
            return nil
        }
        if data.style != YAML_PLAIN_SCALAR_STYLE { return .text }
        let scalar = ScalarRules.plain(bytes)
        if case .text = scalar { return scalar }
        // `! 1` is a text; libyaml keeps of the `!` only that the scalar begins before its value.
        let span = Int(event.pointee.end_mark.index) - Int(event.pointee.start_mark.index)
        return data.anchor == nil && span != bytes.count ? .text : scalar
    }

    private mutating func key(_ scalar: Scalar, _ bytes: UnsafeBufferPointer<UInt8>, _ mark: yaml_mark_t) {
        guard builder.key(scalar, bytes, mark: position(mark)) else {
            return fail("a key is null; Kubernetes takes texts as keys. Put it in quotes.", mark)
        }
        expectation = .value
    }

    private mutating func value(_ scalar: Scalar, _ bytes: UnsafeBufferPointer<UInt8>, _ mark: yaml_mark_t) {
        guard builder.value(scalar, bytes) else {
            return fail("the value is infinite or no number; JSON has no word for it", mark)
        }
        finishValue(mark)
    }

    mutating func open(
        _ event: UnsafePointer<yaml_event_t>, anchor: UnsafeMutablePointer<yaml_char_t>?, expects: Expectation
    ) {
        if let depth = skippedDepth {
            skippedDepth = depth + 1
            if depth >= options.depth { isTooDeep = true }
            return
        }
        let mark = event.pointee.start_mark
        tally.countNode()
        if outer.count >= options.depth {
            isTooDeep = true
            return fail("nested deeper than \(options.depth)", mark)
        }
        if tally.isOver(options.nodes) { return fail("the document has too many nodes", mark) }
        if expectation == .key {
            return fail(
                "invalid map key: a \(expects == .key ? "mapping" : "list"). Keys are texts; put it in quotes.", mark)
        }
        let name = anchor.map { String(cString: $0) }
        if let name { anchors[name] = .open }
        if expects == .key { builder.beginObject() } else { builder.beginArray() }
        outer.append(expectation)
        expectation = expects
        openAnchors.append(name)
    }

    mutating func close(_ event: UnsafePointer<yaml_event_t>) {
        if let depth = skippedDepth {
            skippedDepth = depth - 1
            return
        }
        builder.end()
        expectation = outer.popLast() ?? .element
        if let name = openAnchors.removeLast(), let last = builder.last { anchors[name] = .collection(last) }
        finishValue(event.pointee.start_mark)
    }

    mutating func alias(_ event: UnsafePointer<yaml_event_t>) {
        if skippedDepth != nil { return }
        let mark = event.pointee.start_mark
        let name = event.pointee.data.alias.anchor.map { String(cString: $0) } ?? ""
        tally.countNode()
        switch anchors[name] {
        case nil: fail("unknown anchor '\(name)' referenced", mark)
        case .open: fail("anchor '\(name)' value contains itself", mark)
        case .scalar(let scalar, let bytes):
            tally.countAliased(1)
            bytes.withUnsafeBufferPointer { buffer in
                if expectation == .key { key(scalar, buffer, mark) } else { value(scalar, buffer, mark) }
            }
        case .collection(let shared):
            tally.countAliased(UInt64(shared.weight))
            if tally.isExcessive || tally.isOver(options.nodes) {
                return fail("document contains excessive aliasing", mark)
            }
            if expectation == .key {
                return fail(
                    "invalid map key: a \(shared.isObject ? "mapping" : "list"). Keys are texts; put it in quotes.",
                    mark)
            }
            builder.repeated(shared)
            finishValue(mark)
        }
    }
}
