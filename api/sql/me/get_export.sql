-- What an export has gathered.
select id, created_at, expires_at, content
  from app.exports
 where id = :export_id::uuid
