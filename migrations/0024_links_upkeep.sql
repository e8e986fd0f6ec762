-- What is thrown away of share links in time.

-- Accesses are kept for 90 days; codes and counted failures are worth nothing when
-- their time is over. At most p_limit rows of each; how many there were.
create function app.purge_links(p_limit int) returns int
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
    return total + n;
end
$$;

grant select, delete on app.link_accesses to ss_gate;
grant create on schema app to ss_gate;
alter function app.purge_links(int) owner to ss_gate;
revoke create on schema app from ss_gate;
grant execute on function app.purge_links(int) to ss_worker;
