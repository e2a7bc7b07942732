-- Some orders wait for a person's yes before they are committed.
alter table request add column approver jsonb;

-- An order that waits for approval also keeps others for the same instance out.
drop index request_waiting;
create unique index request_waiting on request (tenant, name) where state in ('AWAITING_APPROVAL', 'ACCEPTED');
