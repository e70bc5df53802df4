"""The desk in a browser: a page for each resource, rendered on the server, usable without scripts."""
