// What the database holds, as one hash a table: to show that nothing was changed.

const query = (tenantOnly, condition, more = '') => `
select n.nspname || '.' || c.relname as name,
       (xpath('/row/h/text()', query_to_xml(
          format('select count(*) || '' '' || md5(coalesce(string_agg(x::text, '';'' order by x::text), '''')) as h
                    from %s x ${condition}', c.oid::regclass), false, true, '')))[1]::text as hash
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname in ('app', 'auth') and c.relkind = 'r'
   and (not ${tenantOnly} or exists (select from pg_attribute a
                                      where a.attrelid = c.oid and a.attname = 'workspace_id'))
 ${more}`;

const hashes = async (t, ...how) => {
  const rows = await t.rows(query(...how));
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]).sort());
};

/** All tables. */
export const fingerprint = (t) => hashes(t, false, '');

/** The rows of one workspace in every table that has any, and its own row. */
export const workspaceFingerprint = (t, workspace) =>
  hashes(
    t,
    true,
    `where x.workspace_id = ''${workspace}''`,
    `union all select 'app.workspaces', x::text from app.workspaces x where id = '${workspace}'`,
  );
