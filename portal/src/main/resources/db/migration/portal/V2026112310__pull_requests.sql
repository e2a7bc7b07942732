-- Where people review a request before it counts; the forge says how it stands, so nothing of that is kept.
create table pull_request (
    request_id uuid primary key references request (id),
    number     bigint not null,
    url        text   not null
);
