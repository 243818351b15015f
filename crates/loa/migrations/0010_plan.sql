-- Plans of a year, their versions and rows, kept uploads, and what people feed the gauges with.
CREATE TABLE plan (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    year integer NOT NULL,
    title text NOT NULL,
    status text NOT NULL,
    rolled_from uuid REFERENCES plan (id),
    created_by uuid REFERENCES person (id),
    created_at bigint NOT NULL
);
CREATE INDEX plan_agency_idx ON plan (agency_id, year);
-- One plan of a year is in force at a time.
CREATE UNIQUE INDEX plan_agency_id_key ON plan (agency_id, year) WHERE status = 'in-force';

-- document_hash and reading_hash name JSON in the file store: they can be large and are seldom needed.
CREATE TABLE plan_version (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    plan_id uuid NOT NULL REFERENCES plan (id),
    no integer NOT NULL,
    status text NOT NULL,
    origin text NOT NULL,
    based_on uuid REFERENCES plan_version (id),
    file_id uuid REFERENCES file (id),
    document_hash text,
    reading_hash text,
    period_start text,
    period_end text,
    items text NOT NULL,
    hints text NOT NULL,
    notes text NOT NULL,
    created_by uuid REFERENCES person (id),
    created_at bigint NOT NULL,
    in_force_by uuid REFERENCES person (id),
    in_force_at bigint
);
CREATE UNIQUE INDEX plan_version_plan_id_key ON plan_version (plan_id, no);
CREATE UNIQUE INDEX plan_version_draft_key ON plan_version (plan_id) WHERE status = 'draft';
CREATE UNIQUE INDEX plan_version_in_force_key ON plan_version (plan_id) WHERE status = 'in-force';
CREATE INDEX plan_version_agency_idx ON plan_version (agency_id, plan_id);

-- row_id is the same in every version that keeps the row.
CREATE TABLE plan_row (
    version_id uuid NOT NULL REFERENCES plan_version (id),
    row_id uuid NOT NULL,
    agency_id uuid NOT NULL REFERENCES agency (id),
    position integer NOT NULL,
    needs_look boolean NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (version_id, row_id)
);
CREATE INDEX plan_row_agency_idx ON plan_row (agency_id, version_id, position);

-- A file that was handed in and could not be read yet: kept for another try.
CREATE TABLE plan_upload (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    file_id uuid NOT NULL REFERENCES file (id),
    plan_id uuid REFERENCES plan (id),
    state text NOT NULL,
    failure text NOT NULL,
    added_by uuid REFERENCES person (id),
    added_at bigint NOT NULL
);
CREATE INDEX plan_upload_agency_idx ON plan_upload (agency_id, state, added_at);

-- Append-only: a wrong value is followed by a right one.
CREATE TABLE target_value (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    plan_id uuid NOT NULL REFERENCES plan (id),
    target_id uuid NOT NULL,
    reached bigint NOT NULL,
    total bigint NOT NULL,
    as_of text NOT NULL,
    source text NOT NULL,
    added_by uuid NOT NULL REFERENCES person (id),
    added_by_name text NOT NULL,
    added_at bigint NOT NULL
);
CREATE INDEX target_value_plan_idx ON target_value (agency_id, plan_id, target_id, as_of);
