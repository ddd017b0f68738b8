import Crypto
import Model

/// Whether what a delivery shows is what only somebody who knows the secret can show. An empty secret proves nothing.
/// Takes as long for a wrong proof as for a right one.
func isProven(_ shown: String, as form: WebhookProvider.Form, body: [UInt8], secret: [UInt8]) -> Bool {
    guard !secret.isEmpty else { return false }
    switch form {
    case .secret: return isSameSecret(shown.utf8, secret)
    case .digest(let prefix):
        guard shown.hasPrefix(prefix), let code = hexBytes(shown.dropFirst(prefix.count)) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: body, using: SymmetricKey(data: secret))
    }
}

/// 32 bytes in hex; nil for anything else.
private func hexBytes(_ text: Substring) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: 64, by: 2) {
        guard let high = hexValue(digits[index]), let low = hexValue(digits[index + 1]) else { return nil }
        bytes.append(high << 4 | low)
    }
    return bytes
}
