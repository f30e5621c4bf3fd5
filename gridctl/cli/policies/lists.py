"""How policies and their changes are listed, wherever they are."""

from __future__ import annotations

from gridctl.cli.clauses import clause_words
from gridctl.cli.output import Column, Listing

POLICIES = Listing(
    "规定",
    (
        Column("title", "规定"),
        Column("words", "现行"),
        Column("valid_from", "起"),
        Column("valid_to", "止（不含）"),
        Column("clause", "依据", words=clause_words),
        Column("name", "参数名"),
    ),
)
ONE_POLICY = Listing("规定", (*POLICIES.columns, Column("meaning", "说明")))
HISTORY = Listing(
    "规定",
    (
        Column("title", "规定"),
        Column("valid_from", "起"),
        Column("valid_to", "止（不含）"),
        Column("words", "内容"),
        Column("clause", "依据", words=clause_words),
    ),
)
CHANGES = Listing(
    "变更",
    (
        Column("title", "规定"),
        Column("before", "原来"),
        Column("after", "改为"),
        Column("valid_from", "起"),
        Column("valid_to", "止（不含）"),
    ),
)
