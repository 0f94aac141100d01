"""Scripts that make the weights which come with the package from the data of ``../shared/training``."""
