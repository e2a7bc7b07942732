-- Who tells how an instance does: what a replica told holds only while it lives.
alter table instance_status add column replica text not null default '';
