-- What people are told each morning: at most one notice a day for each person, and how they want it.
CREATE TABLE notice (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    person_id uuid NOT NULL REFERENCES person (id),
    day text NOT NULL,
    content text NOT NULL,
    mailed boolean NOT NULL,
    created_at bigint NOT NULL,
    read_at bigint
);
CREATE UNIQUE INDEX notice_person_id_key ON notice (person_id, day);
CREATE INDEX notice_agency_idx ON notice (agency_id, person_id, day);
CREATE INDEX notice_unread_idx ON notice (agency_id, person_id) WHERE read_at IS NULL;

-- The mornings that were done, so that news is told from the last of them on.
CREATE TABLE reminder_run (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    day text NOT NULL,
    people integer NOT NULL,
    ran_at bigint NOT NULL
);
CREATE UNIQUE INDEX reminder_run_agency_id_key ON reminder_run (agency_id, day);

-- An agency's rules, where they differ from the usual ones.
CREATE TABLE reminder_rule (
    agency_id uuid PRIMARY KEY REFERENCES agency (id),
    rules text NOT NULL,
    changed_at bigint NOT NULL
);

-- How a person wants to be told by mail.
CREATE TABLE reminder_preference (
    person_id uuid PRIMARY KEY REFERENCES person (id),
    agency_id uuid NOT NULL REFERENCES agency (id),
    preference text NOT NULL
);
