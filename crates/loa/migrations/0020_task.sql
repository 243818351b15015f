-- Tasks: rows of a plan in force, the units that owe them, and what was reported on them.
-- State is never stored: it follows from the window, these facts and the day.
CREATE TABLE task (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    year integer NOT NULL,
    plan_id uuid REFERENCES plan (id),
    -- The row of the plan; it stays the same through amendments.
    row_id uuid,
    parent_id uuid REFERENCES task (id),
    position integer NOT NULL,
    no text NOT NULL,
    section text NOT NULL,
    content text NOT NULL,
    folded_content text NOT NULL,
    product text NOT NULL,
    time_text text NOT NULL,
    time_window text NOT NULL,
    kind text NOT NULL,
    start_on text,
    end_on text,
    applies_from text,
    applies_to text,
    parties text NOT NULL,
    done_when text NOT NULL,
    alternatives text NOT NULL,
    choice text,
    trigger_record text,
    cadence text,
    extensions text NOT NULL,
    ended_on text,
    ended_reason text,
    -- The day on which nothing was owed any more: keeps years that are over out of today's lists.
    closed_on text,
    created_at bigint NOT NULL,
    changed_at bigint NOT NULL
);
CREATE UNIQUE INDEX task_row_id_key ON task (agency_id, row_id);
CREATE INDEX task_year_idx ON task (agency_id, year, position);
CREATE INDEX task_closed_idx ON task (agency_id, closed_on);
CREATE INDEX task_plan_idx ON task (plan_id);
CREATE INDEX task_parent_idx ON task (parent_id);

-- A unit's part in a task.
CREATE TABLE task_part (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    task_id uuid NOT NULL REFERENCES task (id),
    unit_id uuid NOT NULL REFERENCES unit (id),
    role text NOT NULL,
    -- Whether a collective ("các phòng, đơn vị") brought the unit in.
    fanned_out boolean NOT NULL,
    tick text NOT NULL,
    done_on text,
    percent integer,
    amount bigint,
    note text NOT NULL,
    assignee_id uuid REFERENCES person (id),
    ticked_by uuid,
    ticked_by_name text NOT NULL,
    ticked_at bigint,
    left_on text,
    -- The unit that took it over when this one ended.
    heir_id uuid REFERENCES unit (id)
);
CREATE UNIQUE INDEX task_part_task_id_unit_id_key ON task_part (task_id, unit_id);
CREATE INDEX task_part_task_idx ON task_part (agency_id, task_id);
CREATE INDEX task_part_unit_idx ON task_part (agency_id, unit_id);
CREATE INDEX task_part_assignee_idx ON task_part (assignee_id);

-- What a unit did for a task that comes again (with the due day of the occurrence) or that goes on (without).
CREATE TABLE task_mark (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    task_id uuid NOT NULL REFERENCES task (id),
    unit_id uuid NOT NULL REFERENCES unit (id),
    due_on text,
    done_on text NOT NULL,
    amount bigint,
    note text NOT NULL,
    marked_by uuid,
    marked_by_name text NOT NULL,
    marked_at bigint NOT NULL
);
CREATE UNIQUE INDEX task_mark_due_on_key ON task_mark (task_id, unit_id, due_on);
CREATE INDEX task_mark_agency_idx ON task_mark (agency_id, task_id);

CREATE TABLE task_comment (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    task_id uuid NOT NULL REFERENCES task (id),
    author_id uuid NOT NULL REFERENCES person (id),
    author_name text NOT NULL,
    body text NOT NULL,
    at bigint NOT NULL
);
CREATE INDEX task_comment_task_idx ON task_comment (task_id, at);

-- Khó khăn, vướng mắc: told to the office, answered by it or by the leaders.
CREATE TABLE task_difficulty (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    task_id uuid REFERENCES task (id),
    unit_id uuid REFERENCES unit (id),
    body text NOT NULL,
    raised_on text NOT NULL,
    raised_by uuid NOT NULL REFERENCES person (id),
    raised_by_name text NOT NULL,
    status text NOT NULL,
    answer text NOT NULL,
    answered_on text,
    answered_by_name text NOT NULL,
    at bigint NOT NULL
);
CREATE INDEX task_difficulty_agency_idx ON task_difficulty (agency_id, raised_on);
CREATE INDEX task_difficulty_task_idx ON task_difficulty (task_id);

-- Days off and worked days beyond what the law's own rules give.
CREATE TABLE holiday (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    day text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    source text NOT NULL
);
CREATE UNIQUE INDEX holiday_day_key ON holiday (agency_id, day);

-- The calendar address of a person; the token itself is never stored.
CREATE TABLE calendar_feed (
    token_hash text PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    person_id uuid NOT NULL REFERENCES person (id),
    created_at bigint NOT NULL
);
CREATE INDEX calendar_feed_person_idx ON calendar_feed (agency_id, person_id);
