"""Who may do what, and how they are reached: callers, rules, repeated presses, the audit log."""
