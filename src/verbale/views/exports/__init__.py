"""A dossier in the forms that other programs read; nothing leaves it that the rights of its sources keep back."""
