"""The regulations as data: posts, kinds of ticket, policies and words, each with the clause it comes from.

The TOML files beside this module are what a property manager reads. They are seed: `init` copies the policies into dated
rows of the ledger, and judging reads only those. A caller imports the module of what it asks for, and only that file is
read. Unknown words: `post_from_text`, `ticket_kind`, `category_from_text` and `policy_default` raise NotFoundError with
the choices as hint; every other `*_from_text` and `suggest_*` answers None.
"""
