/** Sealed. What comes later goes into another migration. */
export const beginning = /* sql */ `
CREATE TABLE migration (number INTEGER PRIMARY KEY, seal TEXT NOT NULL) STRICT;

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- One key for each resident's words. Destroying it erases them; the chain runs over salted hashes and stays whole.
CREATE TABLE residentKey (
  n INTEGER PRIMARY KEY,
  residentId TEXT NOT NULL,
  key BLOB,
  createdAt INTEGER NOT NULL,
  destroyedAt INTEGER
) STRICT;
CREATE UNIQUE INDEX residentKeyInUse ON residentKey (residentId) WHERE key IS NOT NULL;

CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  municipality TEXT NOT NULL,
  kind TEXT NOT NULL,
  atMs INTEGER NOT NULL,
  atSource TEXT NOT NULL,
  atUncertaintyMs INTEGER NOT NULL,
  receivedAt INTEGER NOT NULL,
  byKind TEXT NOT NULL,
  byId TEXT NOT NULL,
  caseId TEXT,
  causedBy TEXT,
  salt TEXT NOT NULL,
  payload TEXT NOT NULL,
  payloadHash TEXT NOT NULL,
  personalHash TEXT,
  prevHash TEXT NOT NULL,
  hash TEXT NOT NULL,
  personalKey INTEGER REFERENCES residentKey (n),
  personal BLOB
) STRICT;
CREATE INDEX entryOfCase ON entry (caseId, seq) WHERE caseId IS NOT NULL;

CREATE TABLE checkpoint (
  seq INTEGER PRIMARY KEY,
  hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  keyId TEXT NOT NULL,
  signature TEXT NOT NULL
) STRICT;

-- What the journal adds up to. The columns beside the row are for finding it.
CREATE TABLE alarm (id TEXT PRIMARY KEY, residentId TEXT, open INTEGER NOT NULL, row TEXT NOT NULL) STRICT;
CREATE INDEX alarmOpen ON alarm (residentId, id) WHERE open = 1;
CREATE TABLE dispatch (
  id TEXT PRIMARY KEY, caseId TEXT NOT NULL, unitId TEXT NOT NULL, open INTEGER NOT NULL, row TEXT NOT NULL
) STRICT;
CREATE INDEX dispatchOfCase ON dispatch (caseId);
CREATE INDEX dispatchOfUnit ON dispatch (unitId) WHERE open = 1;
CREATE TABLE accessGrant (
  id TEXT PRIMARY KEY, caseId TEXT NOT NULL, handsetId TEXT NOT NULL, open INTEGER NOT NULL, row TEXT NOT NULL
) STRICT;
CREATE INDEX grantOfCase ON accessGrant (caseId);
CREATE INDEX grantOfHandset ON accessGrant (handsetId) WHERE open = 1;
CREATE TABLE probe (id TEXT PRIMARY KEY, row TEXT NOT NULL) STRICT;

-- What became of each command: asked twice, done once, answered the same.
CREATE TABLE command (
  id TEXT PRIMARY KEY,
  workplaceId TEXT NOT NULL,
  receivedAt INTEGER NOT NULL,
  outcome TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Presses by their controller's own reference, and uses by the handset's: the same told twice is one.
CREATE TABLE pressSeen (
  cid TEXT NOT NULL, ref TEXT NOT NULL, receivedAt INTEGER NOT NULL, PRIMARY KEY (cid, ref)
) STRICT, WITHOUT ROWID;
CREATE TABLE useSeen (
  handsetId TEXT NOT NULL, useId TEXT NOT NULL, receivedAt INTEGER NOT NULL, PRIMARY KEY (handsetId, useId)
) STRICT, WITHOUT ROWID;

-- The newest version of each row; 'row' is null where it was taken out.
CREATE TABLE registry (
  tableName TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, row TEXT, PRIMARY KEY (tableName, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX registryVersion ON registry (version);
CREATE INDEX registryCid ON registry (row ->> '$.cid') WHERE tableName = 'homeUnit';

CREATE TABLE reading (
  kind TEXT NOT NULL, subject TEXT NOT NULL, version INTEGER NOT NULL, row TEXT NOT NULL, PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX readingVersion ON reading (version);
CREATE TABLE readingHistory (
  version INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, row TEXT NOT NULL
) STRICT;
CREATE INDEX readingHistoryOf ON readingHistory (kind, subject, version);

CREATE TABLE account (
  personId TEXT PRIMARY KEY,
  salt BLOB NOT NULL,
  cost INTEGER NOT NULL,
  hash BLOB NOT NULL,
  failures INTEGER NOT NULL,
  lockedUntil INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
  tokenHash TEXT PRIMARY KEY,
  personId TEXT NOT NULL,
  workplaceId TEXT NOT NULL,
  expiresAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE credential (
  kind TEXT NOT NULL, id TEXT NOT NULL, secretHash TEXT NOT NULL, personal INTEGER NOT NULL, PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  n INTEGER PRIMARY KEY, at INTEGER NOT NULL, source TEXT NOT NULL, why TEXT NOT NULL, raw TEXT NOT NULL
) STRICT;
`
