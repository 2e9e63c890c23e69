/**
 * How the replica came to its present shape. A migration is sealed once released: its text is hashed into
 * the database, and a database that was made by another text, or by a later version, is not opened.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE replica (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    journal_id TEXT,
    -- The chain on this disk begins behind this entry: 0, or the snapshot's.
    from_seq INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    registry_version INTEGER NOT NULL,
    telemetry_version INTEGER NOT NULL,
    -- Open cases are known as of here while history is still on its way; NULL when it has caught up.
    ahead_at INTEGER,
    -- The newest entry that arrived ahead of its turn.
    ahead_seq INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE entries (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    municipality TEXT NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    at_source TEXT NOT NULL,
    at_uncertainty INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    by_kind TEXT NOT NULL,
    by_id TEXT NOT NULL,
    case_id TEXT,
    caused_by TEXT,
    payload_hash TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    salt TEXT NOT NULL,
    payload TEXT NOT NULL,
    personal_hash TEXT,
    personal_salt TEXT,
    personal TEXT
  ) STRICT;
  CREATE INDEX entries_of_case ON entries (case_id, seq) WHERE case_id IS NOT NULL;

  -- Entries that are known but do not stand in the chain on this disk: ahead of history, or from before it.
  CREATE TABLE loose (
    seq INTEGER PRIMARY KEY,
    case_id TEXT,
    json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX loose_of_case ON loose (case_id, seq) WHERE case_id IS NOT NULL;

  CREATE TABLE alarm (
    id TEXT PRIMARY KEY, open INTEGER NOT NULL, seq INTEGER NOT NULL, json TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX alarm_open ON alarm (open) WHERE open = 1;
  CREATE TABLE dispatch (
    id TEXT PRIMARY KEY, case_id TEXT NOT NULL, open INTEGER NOT NULL, seq INTEGER NOT NULL, json TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX dispatch_of_case ON dispatch (case_id);
  CREATE INDEX dispatch_open ON dispatch (open) WHERE open = 1;
  CREATE TABLE grants (
    id TEXT PRIMARY KEY, case_id TEXT NOT NULL, open INTEGER NOT NULL, seq INTEGER NOT NULL, json TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX grants_of_case ON grants (case_id);
  CREATE TABLE probe (
    id TEXT PRIMARY KEY, seq INTEGER NOT NULL, json TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE ahead_rows (
    tbl TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (tbl, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE staged (
    tbl TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (tbl, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE registry (
    n INTEGER PRIMARY KEY,
    tbl TEXT NOT NULL,
    id TEXT NOT NULL,
    -- What it belongs to: a resident's home, a home unit's resident, a door's lock, a handset's unit.
    owner TEXT,
    json TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX registry_key ON registry (tbl, id);
  CREATE INDEX registry_owner ON registry (tbl, owner) WHERE owner IS NOT NULL;
  CREATE VIRTUAL TABLE registry_search USING fts5 (folded, prefix = '2 3', tokenize = 'unicode61');

  CREATE TABLE telemetry (
    subject TEXT PRIMARY KEY, version INTEGER NOT NULL, json TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE quarantine (
    n INTEGER PRIMARY KEY, at INTEGER NOT NULL, place TEXT NOT NULL, why TEXT NOT NULL, raw TEXT NOT NULL
  ) STRICT;

  CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    args TEXT NOT NULL,
    case_id TEXT,
    person_id TEXT,
    at INTEGER NOT NULL,
    not_after INTEGER NOT NULL,
    state TEXT NOT NULL,
    error TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX outbox_at ON outbox (at);

  -- Small things to be known again at the next start, as JSON: who was signed in, the centre's welcome.
  CREATE TABLE kept (name TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;

  INSERT INTO replica VALUES (1, NULL, 0, 0, '${'A'.repeat(43)}', 0, 0, NULL, 0);
  `,
  `
  -- Until when a door may still open for it, and whether a supervisor has yet to look at it.
  ALTER TABLE grants ADD COLUMN may_open INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE grants ADD COLUMN for_review INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX grants_may_open ON grants (may_open) WHERE may_open > 0;
  CREATE INDEX grants_for_review ON grants (id) WHERE for_review = 1;

  -- Handsets, spoken codes, keys that are out, residents' own grants, trust lists.
  CREATE TABLE access_rows (
    tbl TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (tbl, id)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- The case that it belongs to, until when a door may still open by it (0: no more, or never), and whether a
  -- supervisor has yet to look at it.
  ALTER TABLE access_rows ADD COLUMN case_id TEXT;
  ALTER TABLE access_rows ADD COLUMN may_open INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE access_rows ADD COLUMN for_review INTEGER NOT NULL DEFAULT 0;
  UPDATE access_rows SET case_id = json_extract(json, '$.caseId');
  UPDATE access_rows SET may_open = json_extract(json, '$.until') + 30000 WHERE tbl = 'code';
  UPDATE access_rows SET may_open = iif(json_extract(json, '$.returnedAt') IS NULL, 8640000000000000, 0)
    WHERE tbl = 'keyLoan';
  UPDATE access_rows SET may_open = coalesce(json_extract(json, '$.until') + 30000, 8640000000000000)
    WHERE tbl = 'residentGrant' AND json_extract(json, '$.withdrawnAt') IS NULL;
  UPDATE access_rows SET for_review = 1
    WHERE tbl = 'code' AND json_extract(json, '$.reason') <> 'doorCheck' AND json_extract(json, '$.review') IS NULL;
  CREATE INDEX access_of_case ON access_rows (case_id) WHERE case_id IS NOT NULL;
  CREATE INDEX access_may_open ON access_rows (tbl, may_open) WHERE may_open > 0;
  CREATE INDEX access_for_review ON access_rows (id) WHERE for_review = 1;
  `,
  `
  -- Words that were looked for are gone from the index with their row, not when it is next put in order.
  INSERT INTO registry_search (registry_search, rank) VALUES ('secure-delete', 1);
  `,
  `
  -- Units that came back from doors, whether somebody has yet to sign for them, and what a bench did with them.
  CREATE TABLE stock (
    id TEXT PRIMARY KEY, serial TEXT NOT NULL, waits INTEGER NOT NULL, seq INTEGER NOT NULL, json TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX stock_of_serial ON stock (serial);
  CREATE INDEX stock_waits ON stock (id) WHERE waits = 1;
  CREATE TABLE hardware_test (
    id TEXT PRIMARY KEY, lock_id TEXT NOT NULL, open INTEGER NOT NULL, seq INTEGER NOT NULL, json TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX hardware_test_of_lock ON hardware_test (lock_id);
  CREATE INDEX hardware_test_open ON hardware_test (id) WHERE open = 1;
  `,
]
