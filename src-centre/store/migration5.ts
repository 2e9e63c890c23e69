/** Sealed. What comes later goes into another migration. */
export const workbench = /* sql */ `
-- Units that came back from doors, by their lock, and what a bench did with them.
CREATE TABLE stock (id TEXT PRIMARY KEY, serial TEXT NOT NULL, row TEXT NOT NULL) STRICT;
CREATE INDEX stockOfSerial ON stock (serial);
CREATE TABLE hardwareTest (id TEXT PRIMARY KEY, lockId TEXT NOT NULL, row TEXT NOT NULL) STRICT;
CREATE INDEX hardwareTestOfLock ON hardwareTest (lockId);
`
