// A plain endpoint needs no C: one operation in the contract and one SQL file,
// and the module serves it, validates its input and renders its answer.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { env, scratchDir } from './lib/env.mjs';
import { suite } from './lib/harness.mjs';

const dir = scratchDir('extend');
const contract = JSON.parse(readFileSync(env.contract, 'utf8'));
const read = contract.paths['/clients/{client_id}'].get;
const refusals = Object.entries(read.responses).filter(([status]) => /^[45]/.test(status));

contract.paths['/clients/{client_id}/summary'] = {
  parameters: contract.paths['/clients/{client_id}'].parameters,
  get: {
    operationId: 'summarizeClient',
    'x-smartstack': {
      query: 'clients/summary',
      result: 'one',
      roles: ['owner', 'member'],
      pool: 'member',
    },
    parameters: [
      ...read.parameters.filter(({ $ref }) => !/IfNoneMatch/.test($ref)),
      { name: 'note', in: 'query', required: true, schema: { type: 'string', minLength: 2, maxLength: 20 } },
    ],
    responses: {
      ...Object.fromEntries(refusals),
      200: {
        description: 'The client in three figures.',
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['data'],
              properties: {
                data: {
                  type: 'object',
                  required: ['id', 'projects', 'note'],
                  additionalProperties: false,
                  properties: {
                    id: { type: 'string', format: 'uuid' },
                    projects: { type: 'integer' },
                    note: { type: 'string' },
                  },
                },
                meta: { type: 'object' },
              },
            },
          },
        },
      },
    },
  },
};

cpSync(env.sql, join(dir, 'sql'), { recursive: true });
writeFileSync(
  join(dir, 'sql/clients/summary.sql'),
  `-- A client in three figures.
select c.id,
       (select count(*) from app.projects p where p.client_id = c.id)::int as projects,
       :note::text as note
  from app.clients c
 where c.id = :client_id::uuid
`,
);
writeFileSync(join(dir, 'openapi.json'), JSON.stringify(contract));

const t = await suite({ contract: join(dir, 'openapi.json'), sql: join(dir, 'sql') });
after(() => rmSync(dir, { recursive: true, force: true }));

test('the new operation answers with its columns', async () => {
  const me = await t.tenant();
  const client = await me.post('/clients', { name: 'Nordwind' });
  assert.equal(client.status, 201, client.text);
  const id = client.body.data.id;

  const answer = await me.get(`/clients/${id}/summary?note=hello`);
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(answer.body.data, { id, projects: 0, note: 'hello' });
});

test('its parameters are validated', async () => {
  const me = await t.tenant();
  const client = await me.post('/clients', { name: 'Nordwind' });
  const answer = await me.get(`/clients/${client.body.data.id}/summary?note=x`);
  assert.equal(answer.status, 400, answer.text);
});

test('a stranger sees nothing of it', async () => {
  const me = await t.tenant();
  const stranger = await t.tenant();
  const client = await me.post('/clients', { name: 'Nordwind' });
  const answer = await stranger.get(`/clients/${client.body.data.id}/summary?note=hello`);
  assert.equal(answer.status, 404, answer.text);
});
