-- Facts about this installation itself. "fence" stands here after a restore: nothing is sent until a person lifts it.
CREATE TABLE instance (
    name text PRIMARY KEY,
    value text NOT NULL,
    set_at bigint NOT NULL
);
