"""What the desk shows, as data: the resources behind every page, the REST API and the server for agents."""
