/** Sealed. What comes later goes into another migration. */
export const shortSessions = /* sql */ `
-- 'expiresAt' is moved on while the desk is attended, to 'endsAt' at most. 'provenAt' and 'seenAt': see proof.ts.
ALTER TABLE session ADD COLUMN endsAt INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN provenAt INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN seenAt INTEGER NOT NULL DEFAULT 0;
UPDATE session SET endsAt = expiresAt;
CREATE INDEX sessionOfPerson ON session (personId);

-- Wrong PINs: of a person at a place that knows them ('known/PERSON/PLACE'), of a person anywhere else
-- ('other/PERSON'), of everybody at a place ('place/PLACE'). 'failures' and 'lockedUntil' of account stay unused.
CREATE TABLE tries (
  scope TEXT PRIMARY KEY, failures INTEGER NOT NULL, since INTEGER NOT NULL, lockedUntil INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Where somebody has signed in.
CREATE TABLE knownPlace (
  personId TEXT NOT NULL, place TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (personId, place)
) STRICT, WITHOUT ROWID;
`
