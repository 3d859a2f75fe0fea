"""A case as one file: written out of a workspace, checked by whoever gets it, and taken into another workspace."""
