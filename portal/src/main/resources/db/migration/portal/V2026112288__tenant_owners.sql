-- Since when a tenant of that name belongs to its present owner: what drifted before is none of theirs.
CREATE TABLE tenant_owner (
    tenant text        PRIMARY KEY,
    owner  text        NOT NULL,
    since  timestamptz NOT NULL
);
