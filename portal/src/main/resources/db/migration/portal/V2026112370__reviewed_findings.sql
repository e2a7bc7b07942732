-- What single policies said of a request, for those who review it.
alter table request add column findings jsonb not null default '[]';

-- The commit that the portal put up: where a branch stands elsewhere, somebody else pushed to it.
alter table pull_request add column proposed text;
