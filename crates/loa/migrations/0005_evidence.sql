-- The evidence ledger. evidence holds what is shown; evidence_entry is the chain of all that happened to it.
CREATE TABLE evidence (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    unit_id uuid REFERENCES unit (id),
    kind text NOT NULL,
    form text NOT NULL,
    title text NOT NULL,
    folded_title text NOT NULL,
    issuer text NOT NULL,
    document_number text NOT NULL,
    document_date text,
    fact_date text NOT NULL,
    received_at bigint NOT NULL,
    place text NOT NULL,
    note text NOT NULL,
    quantity bigint NOT NULL,
    people bigint,
    url text,
    snapshot_id uuid REFERENCES file (id),
    snapshot_failure text,
    status text NOT NULL,
    reviewed_by uuid,
    reviewed_at bigint,
    review_reason text NOT NULL,
    added_by uuid,
    added_by_name text NOT NULL
);
CREATE INDEX evidence_fact_idx ON evidence (agency_id, fact_date, received_at);
CREATE INDEX evidence_status_idx ON evidence (agency_id, status, fact_date, received_at);

CREATE TABLE evidence_file (
    evidence_id uuid NOT NULL REFERENCES evidence (id),
    file_id uuid NOT NULL REFERENCES file (id),
    position integer NOT NULL,
    PRIMARY KEY (evidence_id, file_id)
);

-- One proof may serve many things.
CREATE TABLE evidence_subject (
    agency_id uuid NOT NULL REFERENCES agency (id),
    evidence_id uuid NOT NULL REFERENCES evidence (id),
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    -- As the piece has them: what each subject has is counted from the index alone, however much there is.
    status text NOT NULL,
    fact_date text NOT NULL,
    unit_id uuid,
    PRIMARY KEY (evidence_id, subject_kind, subject_id)
);
CREATE INDEX evidence_subject_subject_idx
    ON evidence_subject (agency_id, subject_kind, subject_id, status, fact_date, unit_id);

CREATE TABLE evidence_entry (
    agency_id uuid NOT NULL REFERENCES agency (id),
    seq bigint NOT NULL,
    evidence_id uuid NOT NULL REFERENCES evidence (id),
    action text NOT NULL,
    content text NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (agency_id, seq)
);
CREATE INDEX evidence_entry_evidence_idx ON evidence_entry (evidence_id, seq);
