-- Agencies, their units and people. Names are valid between dates: agencies merge and are renamed.
CREATE TABLE agency (
    id uuid PRIMARY KEY,
    parent_id uuid REFERENCES agency (id),
    name text NOT NULL,
    short_name text NOT NULL,
    symbol text NOT NULL,
    place text NOT NULL,
    hosted boolean NOT NULL,
    valid_from text NOT NULL,
    valid_to text,
    successor_id uuid REFERENCES agency (id),
    created_at bigint NOT NULL
);
CREATE INDEX agency_parent_idx ON agency (parent_id);

CREATE TABLE unit (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    parent_id uuid REFERENCES unit (id),
    name text NOT NULL,
    folded_name text NOT NULL,
    short_name text NOT NULL,
    kind text NOT NULL,
    aliases text NOT NULL,
    position integer NOT NULL,
    valid_from text NOT NULL,
    valid_to text,
    successor_id uuid REFERENCES unit (id)
);
CREATE INDEX unit_agency_idx ON unit (agency_id, position);

CREATE TABLE person (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    unit_id uuid REFERENCES unit (id),
    full_name text NOT NULL,
    folded_name text NOT NULL,
    title text NOT NULL,
    email text,
    valid_from text NOT NULL,
    valid_to text
);
CREATE INDEX person_agency_idx ON person (agency_id, unit_id);

-- What a person may do: one row for each role; unit_id narrows a unit head to a unit.
CREATE TABLE role_grant (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    person_id uuid NOT NULL REFERENCES person (id),
    role text NOT NULL,
    unit_id uuid REFERENCES unit (id),
    granted_at bigint NOT NULL
);
CREATE UNIQUE INDEX role_grant_person_key ON role_grant (person_id, role, unit_id);
