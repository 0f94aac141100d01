"""The record for pipelines of other libraries, which look up what a language model is to read."""
