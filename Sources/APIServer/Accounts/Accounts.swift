import ClusterAPI
import Model

/// Service accounts' tokens: what signs them and what tells whose they are.
struct Accounts: Sendable {
    let key: AccountKey
    let check: TokenCheck

    init(key: AccountKey, cluster: any Cluster, clock: @escaping @Sendable () -> Instant) {
        self.key = key
        check = TokenCheck(key: key, cluster: cluster, clock: clock)
    }
}
