-- A new client.
insert into app.clients as c
       (id, workspace_id, created_by, name, status, website, currency,
        rate_minor, notes, waiting_on, last_contact_at)
values (:new_id::uuid, :workspace::uuid, :caller_user::uuid, :name::text,
        coalesce(:status::text, 'lead'), :website::text,
        coalesce(:currency::text, 'EUR'), :rate_minor::bigint,
        coalesce(:notes::text, ''), coalesce(:waiting_on::text, 'none'),
        :last_contact_at::timestamptz)
returning c.id, c.name, c.status, c.website, c.currency, c.rate_minor, c.notes,
       c.waiting_on, c.waiting_since, c.last_contact_at,
       0 as open_projects, 0 as open_tasks,
       c.rev, c.created_by, c.created_at, c.updated_at
