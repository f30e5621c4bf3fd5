"""Renovation files: application, permit, patrols, violations, acceptance; the homes of a day for the patrol (H9)."""
