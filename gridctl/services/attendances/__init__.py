"""Who was to come, who came: the list of a meeting and of a training."""
