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

CREATE INDEX audit_entry_at_idx ON audit_entry (agency_id, at);
CREATE INDEX account_agency_idx ON account (agency_id);
