-- Approval: a subject with the hash of what was submitted, its steps, and decisions on them.
CREATE TABLE approval (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    subject_hash text NOT NULL,
    title text NOT NULL,
    href text NOT NULL,
    steps text NOT NULL,
    step integer NOT NULL,
    status text NOT NULL,
    submitted_by uuid NOT NULL,
    submitted_by_name text NOT NULL,
    submitted_at bigint NOT NULL,
    closed_at bigint
);
CREATE INDEX approval_subject_idx ON approval (agency_id, subject_kind, subject_id, submitted_at);
CREATE INDEX approval_status_idx ON approval (agency_id, status, submitted_at);

CREATE TABLE approval_decision (
    id uuid PRIMARY KEY,
    approval_id uuid NOT NULL REFERENCES approval (id),
    step integer NOT NULL,
    verdict text NOT NULL,
    comment text NOT NULL,
    decided_by uuid NOT NULL,
    decided_by_name text NOT NULL,
    decided_at bigint NOT NULL
);
CREATE INDEX approval_decision_approval_idx ON approval_decision (approval_id, decided_at);
