/** Sealed. What comes later goes into another migration. */
export const accessInFull = /* sql */ `
-- Until when a door may still open for it: what a phone must delete, and nothing that is long over.
ALTER TABLE accessGrant ADD COLUMN mayOpen INTEGER NOT NULL DEFAULT 0;
CREATE INDEX grantMayOpen ON accessGrant (handsetId, mayOpen) WHERE mayOpen > 0;

-- Handsets, spoken codes, keys that are out, residents' own grants, trust lists. 'subject': the keypad's or the
-- key's place, or the resident.
CREATE TABLE accessRow (
  tableName TEXT NOT NULL, id TEXT NOT NULL, caseId TEXT, subject TEXT, row TEXT NOT NULL, PRIMARY KEY (tableName, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX accessRowOfCase ON accessRow (tableName, caseId) WHERE caseId IS NOT NULL;
CREATE INDEX accessRowOfSubject ON accessRow (tableName, subject) WHERE subject IS NOT NULL;

CREATE INDEX registryHomeAt ON registry (row ->> '$.street', row ->> '$.number') WHERE tableName = 'home';

-- What a door's shared code is. Read out for a case alone, and that is journalled.
CREATE TABLE sharedCode (doorId TEXT PRIMARY KEY, code TEXT NOT NULL) STRICT, WITHOUT ROWID;
`
