"""The divided estate with contractors: a cleaner for the whole project and a lift company for the lift of 1栋.

物业助理 A9 proposes deductions, 环境管理员 H1 confirms them.
"""

from pathlib import Path

from tests.divided_estate import divide, settle


def contract(folder: Path) -> Path:
    """Make the ledger in a folder, and give its path."""
    path = divide(folder)
    settle(
        path,
        ("staff", "add", "A9", "--name", "周敏", "--post", "物业助理", "--joined", "2025-01-01"),
        ("contractor", "add", "洁净保洁", "--service", "保洁", "--fee", "3100", "--from", "2026-01-01"),
        ("contractor", "clause", "洁净", "8.1", "--words", "垃圾未日产日清", "--deduct", "50"),
        ("contractor", "clause", "洁净", "8.2", "--words", "整改不达标", "--deduct", "100.50"),
        ("contractor", "clause", "洁净", "8.10", "--words", "其他违约"),
        ("contractor", "add", "通达电梯", "--service", "电梯", "--fee", "860.50", "--from", "2026-03-10"),
        ("contractor", "area", "通达", "--places", "1#电梯"),
    )
    return path
