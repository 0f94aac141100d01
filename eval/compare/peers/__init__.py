"""Adapters: one for each library that On Record is compared with."""
