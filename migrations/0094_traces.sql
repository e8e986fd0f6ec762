-- The trace that a request belongs to (traceparent), beside its request id: in the
-- log of the workspace, and in what is left for later. Defaults read what
-- api/sql/request/begin*.sql set for the transaction, so nobody who writes a row has
-- to carry the ids along; 16 bytes a row.

alter table app.events add column trace_id uuid;
alter table app.events alter column trace_id
    set default nullif(current_setting('app.trace_id', true), '')::uuid;

alter table app.mail_outbox add column request_id text, add column trace_id uuid;
alter table app.mail_outbox alter column request_id
    set default nullif(current_setting('app.request_id', true), ''),
    alter column trace_id
    set default nullif(current_setting('app.trace_id', true), '')::uuid;

alter table app.jobs add column request_id text, add column trace_id uuid;
alter table app.jobs alter column request_id
    set default nullif(current_setting('app.request_id', true), ''),
    alter column trace_id
    set default nullif(current_setting('app.trace_id', true), '')::uuid;
