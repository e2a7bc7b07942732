-- Everybody who ever signed in; identity is issuer + subject, never the name or the e-mail address.
CREATE TABLE person (
    issuer       text        NOT NULL,
    subject      text        NOT NULL,
    name         text        NOT NULL,
    display_name text        NOT NULL,
    email        text,
    teams        text[]      NOT NULL,
    roles        text[]      NOT NULL,
    seen_at      timestamptz NOT NULL,
    PRIMARY KEY (issuer, subject)
);

CREATE TABLE access_token (
    id           uuid        PRIMARY KEY,
    hash         bytea       NOT NULL UNIQUE,
    prefix       text        NOT NULL,
    issuer       text        NOT NULL,
    subject      text        NOT NULL,
    name         text        NOT NULL,
    read_only    boolean     NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz,
    last_used_at timestamptz,
    FOREIGN KEY (issuer, subject) REFERENCES person
);
CREATE INDEX access_token_of_person ON access_token (issuer, subject, created_at);

-- Who signed in or failed to, and through which door; kept for 400 days.
CREATE TABLE sign_in (
    id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    door    text        NOT NULL,
    name    text        NOT NULL,
    issuer  text,
    subject text,
    address text,
    outcome text        NOT NULL
);
CREATE INDEX sign_in_by_time ON sign_in (at);

-- Spring Session's own schema.
CREATE TABLE spring_session (
    primary_id            char(36) NOT NULL PRIMARY KEY,
    session_id            char(36) NOT NULL UNIQUE,
    creation_time         bigint   NOT NULL,
    last_access_time      bigint   NOT NULL,
    max_inactive_interval int      NOT NULL,
    expiry_time           bigint   NOT NULL,
    principal_name        text
);
CREATE INDEX spring_session_by_expiry ON spring_session (expiry_time);
CREATE INDEX spring_session_by_principal ON spring_session (principal_name);

CREATE TABLE spring_session_attributes (
    session_primary_id char(36)     NOT NULL REFERENCES spring_session (primary_id) ON DELETE CASCADE,
    attribute_name     varchar(200) NOT NULL,
    attribute_bytes    bytea        NOT NULL,
    PRIMARY KEY (session_primary_id, attribute_name)
);
