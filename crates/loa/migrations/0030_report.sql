-- Reports of a period: what people wrote, and the cut of figures that was submitted and frozen.
CREATE TABLE report (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    year integer NOT NULL,
    period text NOT NULL,
    regime text NOT NULL,
    -- 1, then 2 and on for each issue that replaces the one before it.
    issue integer NOT NULL,
    reissue_reason text NOT NULL,
    template text NOT NULL,
    number text,
    issued_on text,
    details text NOT NULL,
    answers text NOT NULL,
    created_by_name text NOT NULL,
    created_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    frozen_by_name text,
    frozen_at bigint
);
CREATE UNIQUE INDEX report_issue_key ON report (agency_id, regime, period, issue);
CREATE INDEX report_year_idx ON report (agency_id, year);

-- Sections that a person rewrote; the others are drafted from the data each time.
CREATE TABLE report_section (
    report_id uuid NOT NULL REFERENCES report (id),
    section text NOT NULL,
    agency_id uuid NOT NULL REFERENCES agency (id),
    body text NOT NULL,
    -- The draft that the person had in front of them.
    basis text NOT NULL,
    edited_by_name text NOT NULL,
    edited_at bigint NOT NULL,
    PRIMARY KEY (report_id, section)
);

-- All figures, rows and words as they were submitted.
CREATE TABLE report_cut (
    report_id uuid PRIMARY KEY REFERENCES report (id),
    agency_id uuid NOT NULL REFERENCES agency (id),
    content text NOT NULL,
    hash text NOT NULL,
    cut_at bigint NOT NULL
);
