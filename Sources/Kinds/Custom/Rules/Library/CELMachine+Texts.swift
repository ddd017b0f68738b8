extension CELMachine {
    /// A text's scalars; looking through it costs a tenth of its bytes.
    mutating func scalars(_ text: String) throws(CELError) -> [Unicode.Scalar] {
        try charge(text.utf8.count / 10)
        return Array(text.unicodeScalars)
    }

    /// An empty old text stands before each scalar and at the end.
    mutating func replaced(_ text: String, _ old: String, _ new: String, most: Int) throws(CELError) -> String {
        let (scalars, wanted) = (try scalars(text), try self.scalars(old))
        var result = String.UnicodeScalarView()
        var place = 0
        var count = 0
        while place <= scalars.count {
            let fits =
                count < most && place + wanted.count <= scalars.count
                && scalars[place..<place + wanted.count].elementsEqual(wanted)
            if fits {
                try charge(new.utf8.count / 10 + 1)
                result.append(contentsOf: new.unicodeScalars)
                count += 1
                place += wanted.count
            }
            if !fits || wanted.isEmpty {
                if place < scalars.count { result.append(scalars[place]) }
                place += 1
            }
        }
        return String(result)
    }

    /// An empty separator cuts between all scalars; `most` below 0 is without a bound.
    mutating func split(_ text: String, _ separator: String, most: Int) throws(CELError) -> [String] {
        if most == 0 { return [] }
        let (scalars, mark) = (try scalars(text), try self.scalars(separator))
        try charge(scalars.count / 10)
        var parts: [String] = []
        if mark.isEmpty {
            for (place, scalar) in scalars.enumerated() {
                if most > 0, parts.count == most - 1 { return parts + [scalars[place...].text] }
                parts.append(String(scalar))
            }
            return parts
        }
        var start = 0
        while most < 0 || parts.count < most - 1, let place = scalars.firstPlace(of: mark, from: start) {
            parts.append(scalars[start..<place].text)
            start = place + mark.count
        }
        return parts + [scalars[start...].text]
    }
}

extension [Unicode.Scalar] {
    func firstPlace(of part: [Unicode.Scalar], from start: Int = 0) -> Int? {
        guard part.count <= count, start <= count - part.count else { return nil }
        guard let first = part.first else { return start }
        for place in start...(count - part.count) where self[place] == first {
            if self[place..<place + part.count].elementsEqual(part) { return place }
        }
        return nil
    }
}

extension ArraySlice<Unicode.Scalar> {
    var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: self)
        return String(view)
    }
}
