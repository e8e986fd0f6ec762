-- A guest's session goes when it is over since 90 days, as accesses do; but who did something
-- is named by the log and stays, and so does a proved address as long as its link opens:
-- its owner may ask for the link by it.
create or replace function app.purge_links(p_limit int) returns int
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    n int;
    total int := 0;
begin
    delete from app.link_accesses a
     where (a.workspace_id, a.id) in (
         select x.workspace_id, x.id from app.link_accesses x
          where x.at < now() - interval '90 days' limit p_limit);
    get diagnostics n = row_count;
    total := total + n;
    delete from app.link_codes c
     where (c.workspace_id, c.link_id, c.email) in (
         select x.workspace_id, x.link_id, x.email from app.link_codes x
          where x.expires_at < now() limit p_limit);
    get diagnostics n = row_count;
    total := total + n;
    delete from app.link_failures f
     where (f.workspace_id, f.link_id, f.network) in (
         select x.workspace_id, x.link_id, x.network from app.link_failures x
          where x.last_at < now() - interval '1 day' limit p_limit);
    get diagnostics n = row_count;
    total := total + n;
    delete from app.link_sessions s
     where (s.workspace_id, s.id) in (
         select x.workspace_id, x.id from app.link_sessions x
          where x.expires_at < now() - interval '90 days'
            and (x.email is null or x.ended_at is not null or not exists (
                select from app.share_links l
                 where l.workspace_id = x.workspace_id and l.id = x.link_id
                   and app.link_lives(l)))
            and not exists (
                select from app.events e
                 where e.workspace_id = x.workspace_id and e.actor_id = x.id
                   and e.actor_kind = 'client')
          limit p_limit for update skip locked);
    get diagnostics n = row_count;
    return total + n;
end
$$;
