// How long an answer took, as whoever asks can tell.

/**
 * ms, on the clock of the one who asks; and db, the time in the database that the
 * answer itself tells in Server-Timing: without the noise of machine, network and
 * hash, it is the best that a stranger can have.
 */
export const timed = async (ask) => {
  const started = performance.now();
  const answer = await ask();
  const ms = performance.now() - started;
  return { answer, times: { ms, db: Number(/db;dur=([\d.]+)/.exec(answer.headers['server-timing'])[1]) } };
};
