"""The steps by which a dossier's tables came about, run by Alembic."""
