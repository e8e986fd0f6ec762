-- C41: a secret that never was one is looked at as long as one of a link that has ended:
-- whether a link lives is asked of no link, too.
create or replace function auth.find_link(p_token text, p_session text, p_network text)
returns table (link_id uuid, password_hash text, pepper_id text, wait int)
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select (b.link).id, (b.link).password_hash, (b.link).pepper_id,
           coalesce((
               select greatest(0, ceil(extract(epoch from max(case
                          when f.failures >= case when f.network = '' then 50 else 10 end
                          then f.first_at + interval '30 minutes'
                          when f.network <> '' and f.failures >= 5
                          then f.last_at + least(interval '100 milliseconds'
                                                 * power(2, f.failures),
                                                 interval '25 seconds')
                          end) - now())))::int
                 from app.link_failures f
                where f.workspace_id = (b.link).workspace_id and f.link_id = (b.link).id
                  and f.network in ('', p_network)
                  and f.first_at > now() - interval '30 minutes'), 0)
      from (select) one
      left join lateral app.link_behind(p_token) b on true
     where app.link_lives(b.link)
       and ((b.link).use_count < (b.link).max_uses or (b.link).max_uses is null or exists (
               select from app.link_sessions s
                where s.session_hash = sha256(convert_to(p_session, 'UTF8'))
                  and s.link_id = (b.link).id and s.ended_at is null
                  and s.expires_at > now()));
end;
