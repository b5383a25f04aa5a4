"""By what a project of this version is known: so it is opened without the migrations, and the library that runs them.

Loading those takes longer than all else that opening a project asks for, and a project is up to date every day but one.
"""

from __future__ import annotations

#: "qual" in ASCII: the mark in the file's header by which a project is told from any other SQLite file.
APPLICATION_ID = 0x7175616C

#: The name under which the file keeps which migrations it has seen.
MIGRATION_SET = "qualcode"

#: The migrations of `storage.migrations`, the oldest first.
MIGRATIONS = (
    "m001_a_study_in_one_file",
    "m002_documents_are_listed_without_their_texts",
    "m003_queries_have_names_and_edges_have_measures",
)
