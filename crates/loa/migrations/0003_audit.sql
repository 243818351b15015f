-- Hash chains: one head for each agency and chain; every entry carries the hash of the one before.
CREATE TABLE chain_head (
    agency_id uuid NOT NULL REFERENCES agency (id),
    chain text NOT NULL,
    seq bigint NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (agency_id, chain)
);

CREATE TABLE audit_entry (
    agency_id uuid NOT NULL REFERENCES agency (id),
    seq bigint NOT NULL,
    at bigint NOT NULL,
    actor_id uuid,
    actor_name text NOT NULL,
    action text NOT NULL,
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    detail text NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (agency_id, seq)
);
CREATE INDEX audit_entry_subject_idx ON audit_entry (agency_id, subject_kind, subject_id, seq);

-- Files that an agency keeps; the bytes are in the file store under their hash.
CREATE TABLE file (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    hash text NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    preview_hash text,
    added_by uuid,
    added_at bigint NOT NULL
);
CREATE INDEX file_agency_idx ON file (agency_id, hash);
