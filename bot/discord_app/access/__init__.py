"""Who may do what: callers, rules, the audit log."""
