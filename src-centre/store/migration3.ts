/** Sealed. What comes later goes into another migration. */
export const protection = /* sql */ `
-- Up to which entry each console has carried out the erasing of residents.
CREATE TABLE erasureConfirmed (
  workplaceId TEXT PRIMARY KEY, through INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a workplace may read: 'desk' or 'hardware', and the municipalities as JSON, NULL for all.
ALTER TABLE credential ADD COLUMN reads TEXT NOT NULL DEFAULT 'desk';
ALTER TABLE credential ADD COLUMN municipalities TEXT;
`
