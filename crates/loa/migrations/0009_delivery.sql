-- Delivery: what leaves the house, once for each item, channel, version and recipient, and every attempt at it.
CREATE TABLE delivery (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    item_kind text NOT NULL,
    item_id uuid NOT NULL,
    channel text NOT NULL,
    version text NOT NULL,
    recipient text NOT NULL,
    recipient_name text NOT NULL,
    person_id uuid REFERENCES person (id),
    subject text NOT NULL,
    body_text text NOT NULL,
    body_html text,
    confidential boolean NOT NULL,
    reason text NOT NULL,
    folded text NOT NULL,
    policy text NOT NULL,
    deadline bigint NOT NULL,
    state text NOT NULL,
    cause text,
    detail text NOT NULL,
    outside_id text,
    attempts integer NOT NULL,
    next_at bigint,
    queued_at bigint NOT NULL,
    changed_at bigint NOT NULL
);
CREATE UNIQUE INDEX delivery_item_id_key ON delivery (item_id, item_kind, channel, version, recipient, agency_id);
CREATE INDEX delivery_agency_idx ON delivery (agency_id, queued_at);
CREATE INDEX delivery_state_idx ON delivery (agency_id, state, queued_at);
CREATE INDEX delivery_open_idx ON delivery (state, queued_at) WHERE state IN ('queued', 'sending');

-- Written before the call and closed after it: one without an end is one of which nobody knows what became.
CREATE TABLE delivery_attempt (
    id uuid PRIMARY KEY,
    delivery_id uuid NOT NULL REFERENCES delivery (id),
    number integer NOT NULL,
    job_id uuid NOT NULL,
    job_turn integer NOT NULL,
    begun_at bigint NOT NULL,
    ended_at bigint,
    outcome text,
    detail text NOT NULL
);
CREATE UNIQUE INDEX delivery_attempt_delivery_id_key ON delivery_attempt (delivery_id, number);
