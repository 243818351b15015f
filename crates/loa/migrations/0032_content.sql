-- Content: what is written once and carried to every channel.
CREATE TABLE content_item (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    unit_id uuid NOT NULL REFERENCES unit (id),
    kind text NOT NULL,
    -- The newest version; its title and words are repeated for lists and for searching.
    version integer NOT NULL,
    title text NOT NULL,
    folded text NOT NULL,
    author_id uuid NOT NULL REFERENCES person (id),
    author_name text NOT NULL,
    created_at bigint NOT NULL,
    changed_at bigint NOT NULL
);
CREATE INDEX content_item_agency_idx ON content_item (agency_id, changed_at);
CREATE INDEX content_item_unit_idx ON content_item (agency_id, unit_id, changed_at);

-- A version never changes once it is written.
CREATE TABLE content_version (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    item_id uuid NOT NULL REFERENCES content_item (id),
    number integer NOT NULL,
    title text NOT NULL,
    summary text NOT NULL,
    body text NOT NULL,
    origin text NOT NULL,
    hash text NOT NULL,
    note text NOT NULL,
    author_id uuid NOT NULL REFERENCES person (id),
    author_name text NOT NULL,
    created_at bigint NOT NULL
);
CREATE UNIQUE INDEX content_version_item_key ON content_version (item_id, number);

-- Reform areas, topics and audiences as the agency calls them.
CREATE TABLE content_term (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    kind text NOT NULL,
    name text NOT NULL,
    folded text NOT NULL,
    position integer NOT NULL,
    retired boolean NOT NULL
);
CREATE UNIQUE INDEX content_term_agency_key ON content_term (agency_id, kind, folded);

-- What an item is about, and for whom.
CREATE TABLE content_item_term (
    item_id uuid NOT NULL REFERENCES content_item (id),
    term_id uuid NOT NULL REFERENCES content_term (id),
    PRIMARY KEY (item_id, term_id)
);
CREATE INDEX content_item_term_term_idx ON content_item_term (term_id);

-- The tasks of the plan that an item serves.
CREATE TABLE content_item_task (
    item_id uuid NOT NULL REFERENCES content_item (id),
    task_id uuid NOT NULL REFERENCES task (id),
    PRIMARY KEY (item_id, task_id)
);
CREATE INDEX content_item_task_task_idx ON content_item_task (task_id);

-- What people say about an item while it is written.
CREATE TABLE content_comment (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    item_id uuid NOT NULL REFERENCES content_item (id),
    version integer NOT NULL,
    author_id uuid NOT NULL REFERENCES person (id),
    author_name text NOT NULL,
    body text NOT NULL,
    at bigint NOT NULL
);
CREATE INDEX content_comment_item_idx ON content_comment (item_id, at);
