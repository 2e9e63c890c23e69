/** Sealed. What comes later goes into another migration. */
export const locksOfRegistry = /* sql */ `
-- Where a lock hangs, and whether another one bears its serial: asked before a bench is given its key.
CREATE INDEX registryLockAt ON registry (row ->> '$.lockId') WHERE tableName = 'door';
CREATE INDEX registryLockSerial ON registry (row ->> '$.serial') WHERE tableName = 'lock';
`
