// A psql that stays open, to hold a transaction or a lock exactly as long as a
// test wants.
import { spawn } from 'node:child_process';
import { until } from './env.mjs';

export const openSession = async ({ socketDir, port, name }) => {
  const child = spawn('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-h', socketDir, '-p', String(port), '-U', 'postgres', '-d', name], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let output = '';
  let turn = 0;
  let listener = () => {};
  child.stdout.on('data', (data) => {
    output += data;
    listener();
  });
  const ended = new Promise((done) => child.on('exit', done));

  const session = {
    /** Resolves when the statements have run. */
    run: (sql) =>
      new Promise((done, fail) => {
        const mark = `--- ${++turn}`;
        child.once('exit', () => fail(new Error(`psql ended: ${sql}`)));
        listener = () => {
          if (output.includes(mark)) done();
        };
        child.stdin.write(`${sql};\n\\echo ${mark}\n`);
      }),
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };

  await session.run('select 1');
  return session;
};

/** Holds a lock on a table that lets read but not write, while act(release) runs. */
export const whileLocked = async (database, table, act) => {
  const session = await openSession(database);
  let held = true;
  const release = async () => {
    if (held) {
      held = false;
      await session.run('rollback');
    }
  };

  try {
    await session.run(`begin; lock table ${table} in share mode`);
    return await act(release);
  } finally {
    await release();
    await session.close();
  }
};

/** How many sessions of the module wait for a lock in this database. */
export const waitingForLock = async (database) =>
  Number(
    await database.sql(
      `select count(*) from pg_stat_activity
        where datname = current_database() and application_name like 'smartstack/%' and wait_event_type = 'Lock'`,
    ),
  );

/** What is asked while a change is not yet committed, and waits for it. */
export const meanwhile = async (t, change, ask) => {
  const session = await openSession(t.database);
  try {
    await session.run(`begin; ${change}`);
    const asked = ask();
    await until('the request to wait', async () => (await waitingForLock(t.database)) === 1);
    await session.run('commit');
    return await asked;
  } finally {
    await session.close();
  }
};
