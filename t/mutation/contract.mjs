// Lets in, one kind of caller at a time, who the contract keeps out; the test that is
// made of each operation's roles must turn red. The tests read the true contract,
// the server another one.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from '../api/lib/env.mjs';
import { redTests } from './lib/run.mjs';

const write = (scope) => scope?.endsWith(':write');

// [what is changed, which operations, how]
const kinds = [
  ['members may what only owners may', (x) => String(x.roles) === 'owner', (x) => ({ ...x, roles: ['owner', 'member'] })],
  ['every link may what only some links may', (x) => /^link:(comment|upload|edit)$/.test(x.roles[0]), (x) => ({ ...x, roles: ['link:view'] })],
  ['a key that reads may write', (x) => write(x.scope), (x) => ({ ...x, scope: x.scope.replace(':write', ':read') })],
];

// Not let in all the same: the database asks for an owner itself, and is a mutant there.
const behind = ['transferOwnership'];

const attempt = async ([label, concerns, change]) => {
  const contract = JSON.parse(readFileSync(env.contract, 'utf8'));
  const changed = [];
  for (const item of Object.values(contract.paths)) {
    for (const operation of Object.values(item)) {
      const x = operation['x-smartstack'];
      if (!x?.roles || !concerns(x)) continue;
      operation['x-smartstack'] = change(x);
      changed.push(operation.operationId);
    }
  }
  const dir = mkdtempSync(join(tmpdir(), 'ss-mutant-'));
  try {
    const file = join(dir, 'openapi.json');
    writeFileSync(file, JSON.stringify(contract));
    const red = await redTests(['t/api/roles.test.mjs'], { SMARTSTACK_SERVED_CONTRACT: file });
    const missed = changed.filter((id) => !behind.includes(id) && !red.some((name) => name.startsWith('C21') && new RegExp(`\\b${id}\\b`).test(name)));
    if (missed.length) return { label, fault: `not seen for ${missed.join(', ')}` };
    return { label, seen: `${changed.length} operations` };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

export const mutants = async (only) =>
  kinds.filter(([label]) => label.includes(only)).map((kind) => ({ label: kind[0], attempt: () => attempt(kind) }));
