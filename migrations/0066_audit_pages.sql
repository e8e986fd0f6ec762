-- A chain of the audit log is checked page by page, so that a long one needs neither a
-- long statement nor a lock: by owners through the API and by the daily job.

-- What the check of up to p_most entries behind p_after found: the last entry seen, the
-- first that does not hold, and whether the end of the chain was reached. Each entry
-- must carry its own hash and that of the one before, without a gap; behind p_after the
-- one before is read again, and the last must be the one that the head names.
create function app.audit_page(p_chain uuid, p_after bigint, p_most int,
    out upto bigint, out fault bigint, out ended boolean)
language sql stable
begin atomic
    with page as (
        select l.seq, l.hash, l.prev_hash, l.hash = app.audit_hash(l) as own
          from app.audit_log l
         where l.chain = p_chain and l.seq > p_after
         order by l.seq limit p_most),
    before as (
        select l.hash from app.audit_log l
         where l.chain = p_chain and l.seq = p_after and p_after > 0
        union all
        select ''::bytea where p_after = 0),
    links as (
        select p.seq, p.own and p.seq = p_after + row_number() over w
                      and p.prev_hash = lag(p.hash, 1, (select b.hash from before b)) over w
                      as holds
          from page p
        window w as (order by p.seq)),
    reached as (
        select coalesce(max(p.seq), p_after) as seq, count(*) < p_most as ended from page p),
    faults as (
        select l.seq from links l where l.holds is not true
        union all
        select p_after where not exists (select from before)
        union all
        select greatest(h.seq, r.seq)
          from reached r
          left join app.audit_heads h on h.chain = p_chain
         where r.ended and greatest(r.seq, h.seq) > 0 and not exists (
               select from app.audit_log l
                where l.chain = p_chain and l.seq = r.seq and l.seq = h.seq
                  and l.hash = h.hash))
    select r.seq, (select min(f.seq) from faults f), r.ended from reached r;
end;

drop function app.verify_audit();
create function app.verify_audit(p_after bigint, p_most int)
returns table (intact boolean, entries bigint, first bigint, upto bigint, next bigint,
               fault bigint, checked_at timestamptz)
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select p.fault is null, coalesce(h.seq, 0), p_after + 1, p.upto,
           case when p.fault is null and not p.ended then p.upto end, p.fault, now()
      from app.audit_page(app.current_workspace(), p_after, p_most) p
      left join app.audit_heads h on h.chain = app.current_workspace();
end;

-- How far the job has come with a chain since it was checked last.
alter table app.audit_heads add column checked_seq bigint not null default 0;

-- One page of each of p_most chains that are due; a chain is done at its end or its
-- first fault. Returns how many pages it checked.
create or replace function app.check_audit(p_most int) returns int
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    h record;
    p record;
    checked int := 0;
begin
    for h in
        select x.chain, x.checked_seq from app.audit_heads x
         where x.checked_at < now() - interval '1 day'
         order by x.checked_at limit p_most
           for no key update skip locked
    loop
        select * into p from app.audit_page(h.chain, h.checked_seq, 2000);
        if p.fault is not null then
            perform app.audit('audit.fault', 'chain', h.chain,
                jsonb_build_object('seq', p.fault),
                p_workspace => '00000000-0000-0000-0000-000000000000',
                p_actor_kind => 'system');
            perform app.send_mail(u.email, 'audit_fault', jsonb_build_object(
                        'name', u.name, 'chain', h.chain, 'seq', p.fault),
                        'audit_fault:' || u.id || ':' || h.chain || ':' || p.fault)
               from app.users u
              where u.is_admin and u.disabled_at is null and u.deleted_at is null;
        end if;
        if p.fault is not null or p.ended then
            update app.audit_heads x set checked_at = now(), checked_seq = 0
             where x.chain = h.chain;
        else
            update app.audit_heads x set checked_seq = p.upto where x.chain = h.chain;
        end if;
        checked := checked + 1;
    end loop;
    return checked;
end
$$;

drop function app.audit_fault(uuid);

grant update (checked_seq) on app.audit_heads to ss_gate;
grant execute on function app.audit_page(uuid, bigint, int) to ss_gate;

grant create on schema app to ss_gate;
alter function app.verify_audit(bigint, int) owner to ss_gate;
revoke create on schema app from ss_gate;
grant execute on function app.verify_audit(bigint, int) to ss_app;
