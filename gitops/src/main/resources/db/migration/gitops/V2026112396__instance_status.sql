-- How instances do, as the replica tells that keeps their cluster, for the others.
create table instance_status (
    tenant  text  not null,
    name    text  not null,
    cluster text  not null,
    body    jsonb not null,
    primary key (tenant, name)
);
