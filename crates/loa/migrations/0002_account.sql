-- Signing in. A token is never stored, only its hash.
CREATE TABLE account (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    person_id uuid NOT NULL REFERENCES person (id),
    folded_email text NOT NULL,
    password_hash text,
    totp_secret text,
    totp_last_step bigint,
    failed_count integer NOT NULL,
    locked_until bigint,
    disabled_at bigint,
    language text NOT NULL,
    created_at bigint NOT NULL
);
CREATE UNIQUE INDEX account_folded_email_key ON account (folded_email);
CREATE UNIQUE INDEX account_person_id_key ON account (person_id);

CREATE TABLE session (
    token_hash text PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account (id),
    created_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    device text NOT NULL,
    address text NOT NULL
);
CREATE INDEX session_account_idx ON session (account_id);

-- Links sent to people: invitations and resets. Used once.
CREATE TABLE account_link (
    token_hash text PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account (id),
    purpose text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint
);
CREATE INDEX account_link_account_idx ON account_link (account_id);
