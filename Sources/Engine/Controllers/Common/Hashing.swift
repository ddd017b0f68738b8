import Model

/// Hashes and names made from them. Only equality matters: equal templates, equal hash.
enum Hashing {
    private static let letters = Array("bcdfghjklmnpqrstvwxz2456789".utf8)

    static func fnv32(_ bytes: [UInt8]) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return hash
    }

    static func fnv64(_ text: String) -> UInt64 {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        return hash
    }

    /// A digest in the letters that Kubernetes uses for names: no vowels, so that no words come out.
    static func hash(of value: Value, collisions: Int?) -> String {
        var bytes = value.jsonBytes
        if let collisions { bytes += Array(String(collisions).utf8) }
        let digits = String(fnv32(bytes)).utf8
        return String(decoding: digits.map { letters[Int($0) % letters.count] }, as: UTF8.self)
    }

    /// Five letters that depend on `seed` alone.
    static func suffix(_ seed: String) -> String {
        var state = fnv64(seed)
        var name: [UInt8] = []
        for _ in 0..<5 {
            state = (state ^ (state >> 29)) &* 0xbf58_476d_1ce4_e5b9
            name.append(letters[Int((state >> 33) % UInt64(letters.count))])
        }
        return String(decoding: name, as: UTF8.self)
    }

    /// 64 hexadecimal digits that depend on `seed` alone: a made-up digest.
    static func digest(_ seed: String) -> String {
        (0..<4).map { part in
            let text = String(fnv64("\(part) \(seed)"), radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
    }
}

extension ClusterView {
    /// A name with a random part that nothing of the kind has yet. `taken` are names given out in the same run.
    func freshName(
        prefix: String, kind: String, group: String, namespace: String, seed: String, taken: Set<String> = []
    ) -> String {
        for attempt in 0..<100 {
            let name = prefix + Hashing.suffix("\(seed) \(attempt)")
            let key = ObjectKey(group: group, kind: kind, namespace: namespace, name: name)
            if !taken.contains(name), object(key) == nil { return name }
        }
        return prefix + Hashing.suffix(seed) + Hashing.suffix("\(seed) again")
    }
}
