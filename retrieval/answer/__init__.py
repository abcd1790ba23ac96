"""Answers: from passages to statements that are cited and checked, or to a refusal."""
