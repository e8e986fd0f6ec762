// Runs test files of the API and tells which of their tests are red.
import { spawn } from 'node:child_process';
import { root } from '../../api/lib/env.mjs';

export const redTests = (files, settings = {}) =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, ['--test', '--test-reporter=tap', ...files], {
      cwd: root,
      env: { ...process.env, ...settings, NODE_TEST_CONTEXT: undefined },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let text = '';
    child.stdout.on('data', (data) => {
      text += data;
    });
    child.on('error', fail);
    child.on('close', () => done([...text.matchAll(/^ *not ok \d+ - (.*)$/gm)].map(([, name]) => name.replaceAll('\\#', '#'))));
  });
