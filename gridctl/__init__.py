"""gridctl: the ledger of a property office that works by grids (物业网格化管理)."""

__version__ = "0.1.0"
