"""What stands between the network and the pages: the API, the tools, logins and the guard."""
