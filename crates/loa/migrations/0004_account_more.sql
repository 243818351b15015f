-- Recovery codes of the second factor: hashes, each used once.
CREATE TABLE account_recovery_code (
    code_hash text PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account (id),
    used_at bigint
);
CREATE INDEX account_recovery_code_account_idx ON account_recovery_code (account_id);

-- What an agency was called from a day on; the newest row is what the agency's own row says.
CREATE TABLE agency_name (
    agency_id uuid NOT NULL REFERENCES agency (id),
    valid_from text NOT NULL,
    name text NOT NULL,
    short_name text NOT NULL,
    symbol text NOT NULL,
    place text NOT NULL,
    parent_id uuid REFERENCES agency (id),
    PRIMARY KEY (agency_id, valid_from)
);

-- The same for units.
CREATE TABLE unit_name (
    agency_id uuid NOT NULL REFERENCES agency (id),
    unit_id uuid NOT NULL REFERENCES unit (id),
    valid_from text NOT NULL,
    name text NOT NULL,
    short_name text NOT NULL,
    PRIMARY KEY (unit_id, valid_from)
);
CREATE INDEX unit_name_agency_idx ON unit_name (agency_id);

-- Units that came out of a unit when it ended, beside the one that took over (unit.successor_id).
CREATE TABLE unit_successor (
    agency_id uuid NOT NULL REFERENCES agency (id),
    unit_id uuid NOT NULL REFERENCES unit (id),
    successor_id uuid NOT NULL REFERENCES unit (id),
    PRIMARY KEY (unit_id, successor_id)
);
CREATE INDEX unit_successor_agency_idx ON unit_successor (agency_id);

-- Where people go on the day a unit ends; gone once they went.
CREATE TABLE person_transfer (
    agency_id uuid NOT NULL REFERENCES agency (id),
    person_id uuid NOT NULL REFERENCES person (id),
    from_unit_id uuid NOT NULL REFERENCES unit (id),
    to_unit_id uuid NOT NULL REFERENCES unit (id),
    heads boolean NOT NULL,
    PRIMARY KEY (person_id, from_unit_id)
);
CREATE INDEX person_transfer_agency_idx ON person_transfer (agency_id, from_unit_id);

CREATE INDEX audit_entry_at_idx ON audit_entry (agency_id, at);
CREATE INDEX account_agency_idx ON account (agency_id);
