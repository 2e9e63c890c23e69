/** Sealed. What comes later goes into another migration. */
export const erasing = /* sql */ `
-- Up to which entry each console has carried out the erasing of residents.
CREATE TABLE erasureConfirmed (
  workplaceId TEXT PRIMARY KEY, through INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`
