-- Forms that were carried out, so that one sent twice (a lost answer, a double click) acts once. Kept for some days.
CREATE TABLE sent_form (
    agency_id uuid NOT NULL REFERENCES agency (id),
    digest text NOT NULL,
    led_to text NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (agency_id, digest)
);
CREATE INDEX sent_form_at_idx ON sent_form (agency_id, at);
