// What the database holds, as one hash a table: to show that nothing was changed.

const tables = `select n.nspname || '.' || quote_ident(c.relname) as name,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id') as tenant
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname in ('app', 'auth') and c.relkind = 'r'
 order by 1`;

const hashes = async (t, chosen) => {
  const queries = chosen.map(
    ({ name, where }) =>
      `select '${name}' as name, count(*) as rows, md5(coalesce(string_agg(x::text, ';' order by x::text), '')) as hash
         from ${name} x ${where}`,
  );
  const rows = await t.rows(queries.join(' union all '));
  return Object.fromEntries(rows.map(({ name, rows: count, hash }) => [name, `${count} ${hash}`]));
};

/** All tables. */
export const fingerprint = async (t) => hashes(t, (await t.rows(tables)).map(({ name }) => ({ name, where: '' })));

/** The rows of one workspace in every table that has any. */
export const workspaceFingerprint = async (t, workspace) => {
  const tenants = (await t.rows(tables)).filter(({ tenant }) => tenant);
  const where = `where x.workspace_id = '${workspace}'`;
  return hashes(t, [
    ...tenants.map(({ name }) => ({ name, where })),
    { name: 'app.workspaces', where: `where x.id = '${workspace}'` },
  ]);
};
