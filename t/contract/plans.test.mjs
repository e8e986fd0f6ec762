// Below row-level security each list walks one index and reads little more than
// the page that it shows, however many rows its parent has.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { operations } from './lib/bundle.mjs';
import { literal, psql, template } from './lib/psql.mjs';
import { compose, files, number } from './lib/sql.mjs';

const id = (n) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const known = { workspace: id(10), caller_user: id(1001), caller_session: id(2), task_id: id(6), client_id: id(7), conversation_id: id(8), message_id: id(9), link: id(11), link_id: id(11), after: 1000, limit: 51 };
const big = id(3);
const small = id(4);

// One value for each filter, one position for each kind of keyset.
const values = {
  'filter[column_id]': id(5),
  'filter[project_id]': big,
  'filter[project_id][in]': `{${big},${small}}`,
  'filter[status]': 'todo',
  'filter[status][in]': '{todo,doing}',
  'filter[priority][gte]': 0,
  'filter[due_at][lt]': '2999-01-01T00:00:00Z',
};
const positions = { timestamptz: 'now', date: '2000-01-01', text: 'Client 2', bigint: 5000, int: 2500, uuid: id(1) };
const rank = '10000100';

const database = `plans_${process.pid}`;
const sqlFiles = files();

before(() => {
  psql('postgres', 'postgres', `create database ${database} template ${template}`);
  psql('postgres', database, readFileSync(new URL('lib/many-rows.sql', import.meta.url), 'utf8'));
});
after(() => psql('postgres', 'postgres', `drop database if exists ${database} with (force)`));

/** The plan of a composed list as the module would run it, with what it read. */
const explain = (operation, source, given, role = 'ss_app') => {
  const { text, parameters } = number(source);
  const args = parameters.map((parameter) => literal({ ...known, ...given }[parameter.split('::')[0]]));
  const begin = {
    ss_admin: `select app.begin_admin('${id(2)}', '${id(1001)}', 'plans-test', null)`,
    ss_guest: `select app.begin_guest('\\x02', '${id(11)}', 15, 'plans-test', null)`,
    ss_app: `select app.begin_request('${id(2)}', '${id(1001)}', '${id(10)}', 3, 'plans-test')`,
  }[role];
  const out = psql(
    role,
    database,
    `begin;\nprepare q as ${text};\n${begin} \\g /dev/null\nexplain (analyze, buffers, timing off, format json) execute q${args.length ? `(${args})` : ''};\ncommit;\n`,
  );
  return JSON.parse(out)[0].Plan;
};

const nodes = (plan) => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
const read = (node) => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];

const judge = (operation, plan, table, most) => {
  const all = nodes(plan);
  const shape = all.map((node) => [node['Node Type'], node['Index Name'] ?? node['Relation Name']].filter(Boolean).join(' ')).join(' > ');
  assert.ok(!all.some((node) => node['Node Type'].includes('Sort')), `sorts: ${shape}`);
  assert.ok(!all.some((node) => node['Node Type'] === 'Seq Scan' && read(node) > 1000), `scans a table: ${shape}`);
  const rows = all.filter((node) => node['Relation Name'] === table).reduce((sum, node) => sum + read(node), 0);
  assert.ok(rows <= most, `read ${rows} rows of ${table}: ${shape}`);
};

const keyset = (sort) => Object.fromEntries(sort.keys.map((key, i) => [`cursor_${i}`, sort.name === 'rank' && i === 0 ? rank : positions[key.type]]));

const lists = {
  listClients: { table: 'clients', parents: [{}] },
  listProjects: { table: 'projects', parents: [{}] },
  listProjectTasks: { table: 'tasks', parents: [{ project_id: big }, { project_id: small }] },
  listTasks: { table: 'tasks', parents: [{}] },
  listTaskVersions: { table: 'task_history', parents: [{}] },
  listTaskActivity: { table: 'events', parents: [{}] },
  listProjectActivity: { table: 'events', parents: [{ project_id: big }, { project_id: small }] },
  listComments: { table: 'comments', parents: [{}] },
  listContacts: { table: 'contacts', parents: [{}] },
  listConversations: { table: 'conversations', parents: [{}] },
  listMessages: { table: 'messages', parents: [{}] },
  listMessageVersions: { table: 'message_history', parents: [{}] },
  listPortalConversations: { table: 'conversations', parents: [{}], role: 'ss_guest' },
  listPortalMessages: { table: 'messages', parents: [{}], role: 'ss_guest' },
  listShareLinkAccesses: { table: 'link_accesses', parents: [{}] },
  listApprovals: { table: 'approvals', parents: [{}] },
  listPortalApprovals: { table: 'approvals', parents: [{}], role: 'ss_guest' },
  listPortalTasks: { table: 'tasks', parents: [{}], role: 'ss_guest' },
  listPortalComments: { table: 'comments', parents: [{}], role: 'ss_guest' },
  listNotifications: { table: 'notifications', parents: [{}] },
  listClientTimeline: { table: 'events', parents: [{}] },
  listAuditLog: { table: 'audit_log', parents: [{}] },
  adminListAuditLog: { table: 'audit_log', parents: [{}], role: 'ss_admin' },
  adminListUsers: { table: 'users', parents: [{}], role: 'ss_admin' },
  adminListWorkspaces: { table: 'workspaces', parents: [{}], role: 'ss_admin' },
};
// Few rows a person, workspace, link or approval has, in any order.
const short = ['listWorkspaces', 'listMembers', 'listMyWork', 'search', 'suggest', 'searchPortal', 'listClosedWorkspaces', 'listInvitations', 'listApiKeys', 'listSupportAccesses', 'adminListSupportAccesses', 'listMyIdentities', 'listSessions', 'listShareLinks', 'getApprovalEvidence', 'listPortalProjects', 'getPortalApprovalEvidence'];

test('every list is looked at', () => {
  const all = operations.filter((operation) => operation.method === 'get' && operation.extension.result === 'list').map((operation) => operation.id);
  assert.deepEqual(all.sort(), [...Object.keys(lists), ...short, 'listChanges'].sort());
});

for (const [name, { table, parents, role }] of Object.entries(lists)) {
  test(`${name}: one page read for one page shown`, () => {
    const operation = operations.find((op) => op.id === name);
    const sql = sqlFiles.get(operation.extension.query);
    for (const parent of parents) {
      for (const sort of sql.sorts) {
        for (const descending of [false, true]) {
          for (const paged of [false, true]) {
            const plan = explain(operation, compose(sql, { sort, descending, after: paged }), { ...parent, ...keyset(sort) }, role);
            judge(operation, plan, table, 102);
          }
        }
      }
    }
  });
}

test('filters are looked at on the way along the index', () => {
  for (const name of ['listProjectTasks', 'listTasks']) {
    const operation = operations.find((op) => op.id === name);
    const sql = sqlFiles.get(operation.extension.query);
    for (const filter of sql.filters.filter((f) => f.name in values)) {
      const source = compose(sql, { sort: sql.sorts[0], filters: [filter] });
      judge(operation, explain(operation, source, { project_id: big, value_0: values[filter.name] }), 'tasks', 500);
    }
  }
});

test('listChanges: one page read for one page shown', () => {
  const operation = operations.find((op) => op.id === 'listChanges');
  judge(operation, explain(operation, sqlFiles.get('changes/list').main, {}), 'events', 102);
});

test('listMyWork reads a bounded part of what one person has to do, along its indexes', () => {
  const operation = operations.find((op) => op.id === 'listMyWork');
  const sql = sqlFiles.get('me/work');
  const [sort] = sql.sorts;
  psql('postgres', database, `set session_replication_role = replica;
    update app.tasks set assignee_id = '${id(1001)}' where project_id = '${big}' and status <> 'done';
    update app.approvals set status = 'changes', decided_at = requested_at where workspace_id = '${id(10)}';
    analyze app.tasks, app.approvals`);
  for (const paged of [false, true]) {
    const given = { cursor_0: 54, cursor_1: 'now', cursor_2: 2, cursor_3: id(1) };
    const all = nodes(explain(operation, compose(sql, { sort, after: paged }), given));
    const scans = all.filter((node) => ['tasks', 'conversations', 'approvals'].includes(node['Relation Name']));
    for (const node of scans) {
      assert.match(node['Node Type'], /^Index/, `${node['Node Type']} ${node['Relation Name']}`);
      assert.ok(read(node) <= 1500, `read ${read(node)} rows of ${node['Relation Name']} along ${node['Index Name']}`);
    }
    const used = new Set(scans.map((node) => node['Index Name']));
    for (const index of ['tasks_work_idx', 'tasks_turn_idx', 'conversations_answer_idx', 'approvals_changes_idx'])
      assert.ok(used.has(index), `${index} is not among ${[...used]}`);
  }
});

test('suggestions walk one index a kind, however many names begin alike', () => {
  const operation = operations.find((op) => op.id === 'suggest');
  psql('postgres', database, `update app.tasks set status = 'todo' where project_id = '${big}'; analyze app.tasks`);
  for (const q of ['task ', 'Client 2', 'sub', '7', 'P1-7']) {
    const plan = explain(operation, sqlFiles.get('search/suggest').main, { q, limit: 8 });
    const all = nodes(plan);
    for (const node of all.filter((one) => one['Relation Name'])) {
      assert.ok(!(node['Node Type'] === 'Seq Scan' && read(node) > 1000), `${q}: scans ${node['Relation Name']}`);
      assert.ok(read(node) <= 500, `${q}: read ${read(node)} rows of ${node['Relation Name']}`);
    }
    const found = all.find((node) => node['Function Name'] === 'suggest');
    const blocks = found['Shared Hit Blocks'] + found['Shared Read Blocks'];
    assert.ok(blocks < 1500, `${q}: ${blocks} blocks`);
  }
});
