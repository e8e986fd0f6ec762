-- Keeps the hash of a link's password, or none.
update app.share_links l
   set password_hash = :password_hash::text, pepper_id = :pepper_id::text
 where l.workspace_id = :workspace::uuid and l.id = :link_id::uuid
returning l.id