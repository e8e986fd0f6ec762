-- Whether roles and row-level security are as they must be, and which migration is the last.
select safe, schema_version from app.check_deployment()
