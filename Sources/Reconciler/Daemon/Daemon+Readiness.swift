extension Daemon {
    /// Whether each application has been looked at once, however that ended. False until the configuration is taken up.
    public func isReady() async -> Bool {
        guard isConfigured else { return false }
        return await statuses().allSatisfy { $0.state != .unknown }
    }
}
