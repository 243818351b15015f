-- state: waiting (never begun), started (begun at least once: running, or to be tried again), dead.
-- due_at: when it may be taken. While a worker holds it, the end of the worker's lease.
CREATE TABLE job (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    payload text NOT NULL,
    priority integer NOT NULL,
    unique_key text,
    state text NOT NULL,
    due_at bigint NOT NULL,
    attempts integer NOT NULL,
    worker uuid,
    last_error text,
    created_at bigint NOT NULL
);
CREATE INDEX job_due_idx ON job (priority, due_at, id) WHERE state <> 'dead';
CREATE UNIQUE INDEX job_kind_unique_key_key ON job (kind, unique_key) WHERE state = 'waiting';
CREATE TABLE job_schedule (
    name text PRIMARY KEY,
    rule text NOT NULL,
    next_at bigint NOT NULL
);
