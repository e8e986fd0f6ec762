// A provider of OpenID Connect for the browser tests and for trying things out:
//
//     node t/api/lib/run-provider.mjs PORT FOLDER
//
// writes FOLDER/provider.conf (for SMARTSTACK_HTTP of make run) and runs until it is
// ended. Whoever signs in is FOLDER/person.json, a new person when there is none; with
// "unavailable": true in it the provider has the browser come back, and then fails.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startProvider } from './provider.mjs';

const [port, folder] = process.argv.slice(2);
const dir = resolve(folder);
const secret = join(dir, 'provider.secret');
writeFileSync(secret, randomBytes(24).toString('base64url'), { mode: 0o644 });

const person = () => {
  const file = join(dir, 'person.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const id = randomBytes(6).toString('hex');
  return { sub: id, email: `${id}@provider.example`, email_verified: true, name: 'Ann Provider' };
};
const fail = ({ answer }) => { answer.statusCode = 503; };

const provider = await startProvider({ name: 'mock', port: Number(port) });
Object.defineProperties(provider, {
  claims: { get: person },
  spoil: { get: () => (person().unavailable ? fail : undefined), set: () => {} },
});
writeFileSync(join(dir, 'provider.conf'), `${provider.config(secret)}\n`);
