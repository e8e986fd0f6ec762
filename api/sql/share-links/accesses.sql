-- What was done with a share link, and from where.
select a.id, a.what, a.guest_id,
       (select g.name from app.link_sessions g
         where g.workspace_id = a.workspace_id
           and g.id = a.guest_id) as guest_name,
       (select g.email from app.link_sessions g
         where g.workspace_id = a.workspace_id
           and g.id = a.guest_id) as guest_email,
       a.object_id, a.ip_prefix, a.agent, a.at
  from app.link_accesses a
 where a.workspace_id = :workspace::uuid and a.link_id = :link_id::uuid
   and (select coalesce(
          (select true
             from app.share_links l
            where l.workspace_id = :workspace::uuid
              and l.id = :link_id::uuid),
          app.fail(404, 'not_found',
            'There is nothing at this address.') is null))
--: sort at a.at::timestamptz, a.id::uuid