-- The limits of mails that strangers can cause hold for requests at the same time, too:
-- one after the other counts and adds. Two at once counted the same and both added.
create or replace function app.send_mail(p_to text, p_template text, p_vars jsonb default '{}',
                              p_dedupe text default null, p_limited boolean default false,
                              p_workspace uuid default null) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    network text := nullif(current_setting('app.ip_prefix', true), '');
    address text := lower(btrim(p_to));
begin
    if p_limited then
        perform pg_advisory_xact_lock(hashtextextended('app.send_mail', 0));
        if (select count(*) from app.mail_outbox m
             where m.recipient = address and m.ip_prefix is not null
               and m.created_at > now() - interval '1 hour') >= 3
           or (select count(*) from app.mail_outbox m
                where m.ip_prefix = network and m.created_at > now() - interval '1 hour') >= 10
           or (select count(*) from app.mail_outbox m
                where m.ip_prefix is not null
                  and m.created_at > now() - interval '1 hour') >= 1000 then
            return;
        end if;
    end if;

    insert into app.mail_outbox (recipient, template, vars, tenant_id, dedupe_key,
                                 ip_prefix, locale)
    values (address, p_template, coalesce(p_vars, '{}'),
            coalesce(p_workspace,
                nullif(current_setting('app.workspace_id', true), '')::uuid),
            p_dedupe, case when p_limited then coalesce(network, 'unknown') end,
            coalesce((select u.locale from app.users u where u.email = address), 'en'))
    on conflict (dedupe_key) where dedupe_key is not null do nothing;
end
$$;
