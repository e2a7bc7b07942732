-- Fights that are under way, for whoever keeps the cluster next and for the replicas that don't keep it.
create table open_fight (
    id      text not null primary key,
    cluster text not null,
    body    text not null
);
