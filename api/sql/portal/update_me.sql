-- How the guest is called.
update app.link_sessions g
   set name = coalesce(:name::text, g.name)
 where g.workspace_id = (select app.current_workspace())
   and g.id = app.current_person()
returning g.id, g.name, g.email