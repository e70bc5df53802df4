"""Where a dossier is kept."""
