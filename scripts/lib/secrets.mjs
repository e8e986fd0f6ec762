// Fresh keys in the shape of the module's secrets file. As a program it writes
// that file, readable by its owner only, unless it exists:
//
//     node scripts/lib/secrets.mjs .run/secrets.json
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const purposes = ['jwt', 'refresh', 'pepper', 'cursor', 'device'];

const newKey = () => ({ kid: 'k1', key: randomBytes(32).toString('base64'), state: 'current' });

export const newSecrets = () => Object.fromEntries(purposes.map((purpose) => [purpose, [newKey()]]));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    writeFileSync(process.argv[2], `${JSON.stringify(newSecrets(), null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
}
