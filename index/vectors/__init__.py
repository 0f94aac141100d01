"""The nearest vectors, with FAISS beside the archive or in Milvus."""
