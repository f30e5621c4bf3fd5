"""Special plans (专项整改计划): made, kept in nodes, shown, closed (T4)."""
