-- What works without a request: jobs, and the sender of the outbox.

-- Opens the batch of a job. The lock ends with the transaction, so of several
-- instances one runs it and the others come again at their next turn.
create function app.begin_job(p_name text) returns void
language plpgsql volatile set search_path = app, pg_temp as $$
begin
    if not pg_try_advisory_xact_lock(hashtextextended('job ' || p_name, 0)) then
        perform app.fail(409, 'job_running', 'Another instance runs this job.');
    end if;
    perform set_config('app.actor_kind', 'system', true),
            set_config('app.request_id', 'job-' || p_name, true);
end
$$;

-- Addresses that do not take our mail.
create table app.mail_suppressions (
    address    text primary key,
    reason     text not null
               constraint mail_suppressions_reason_check
               check (reason in ('bounced', 'complained', 'blocked')),
    created_at timestamptz not null default now()
);
alter table app.mail_suppressions enable row level security, force row level security;

create index mail_outbox_done_idx on app.mail_outbox (created_at)
    where state in ('sent', 'failed', 'suppressed');

-- Mails to be sent now. Each is leased: whoever took one and died lets it go after
-- two minutes. The number of the attempt is the fence of app.finish_mail.
create function app.claim_mails(p_limit int)
returns table (id uuid, recipient text, template text, vars jsonb, attempts int)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
begin
    update app.mail_outbox m set state = 'suppressed', vars = '{}'
     where m.state = 'queued' and m.not_before <= now()
       and m.recipient in (select s.address from app.mail_suppressions s);

    return query
    with due as materialized (
        select m.id
          from app.mail_outbox m
         where m.state in ('queued', 'sending') and m.not_before <= now()
           and (m.state = 'queued' or m.lease_until < now())
         order by m.not_before
         limit p_limit
           for update skip locked)
    update app.mail_outbox m
       set state = 'sending', lease_until = now() + interval '2 minutes',
           attempts = m.attempts + 1
      from due
     where m.id = due.id
    returning m.id, m.recipient, m.template, m.vars, m.attempts;
end
$$;

-- What became of an attempt: sent, retry (it may go later), failed (it never will) or
-- bounced (failed, and the address takes no more). A retry waits for a minute at
-- first, for an hour at last, and becomes a failure after ten. Variables may hold a
-- secret, so they go as soon as nobody needs them.
create function app.finish_mail(p_id uuid, p_attempt int, p_outcome text, p_error text)
returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    address text;
begin
    if p_outcome = 'retry' and p_attempt < 10 then
        update app.mail_outbox m
           set state = 'queued', lease_until = null, last_error = left(p_error, 500),
               not_before = now() + least(interval '1 hour',
                   interval '1 minute' * power(2, p_attempt - 1)) * (0.8 + random() * 0.4)
         where m.id = p_id and m.attempts = p_attempt and m.state = 'sending';
        return;
    end if;

    update app.mail_outbox m
       set state = case p_outcome when 'sent' then 'sent' else 'failed' end,
           sent_at = case p_outcome when 'sent' then now() end,
           last_error = left(p_error, 500), lease_until = null, vars = '{}'
     where m.id = p_id and m.attempts = p_attempt and m.state = 'sending'
    returning m.recipient into address;

    if p_outcome = 'bounced' and address is not null then
        insert into app.mail_suppressions (address, reason) values (address, 'bounced')
        on conflict do nothing;
    end if;
end
$$;

-- What has been sent is kept for 90 days: so long a dedupe key counts.
create function app.purge_mails(p_limit int) returns int
language sql volatile security definer set search_path = app, pg_temp
begin atomic
    with gone as (
        delete from app.mail_outbox m
         where m.id in (select x.id from app.mail_outbox x
                         where x.state in ('sent', 'failed', 'suppressed')
                           and x.created_at < now() - interval '90 days'
                         limit p_limit)
        returning 1)
    select count(*)::int from gone;
end;

grant select, insert on app.mail_suppressions to ss_gate;
grant delete on app.mail_outbox to ss_gate;

grant create on schema app to ss_gate;
alter function app.claim_mails(int) owner to ss_gate;
alter function app.finish_mail(uuid, int, text, text) owner to ss_gate;
alter function app.purge_mails(int) owner to ss_gate;
revoke create on schema app from ss_gate;

grant execute on function app.begin_job(text), app.claim_mails(int),
    app.finish_mail(uuid, int, text, text), app.purge_mails(int) to ss_worker;
