// A TCP proxy between nginx and PostgreSQL that delays, stalls or cuts.
import net from 'node:net';

/** proxy.port; settings may be changed at any moment. */
export const startProxy = (target) =>
  new Promise((done) => {
    const pairs = new Set();
    const upstreamOf = new WeakMap(); // by client
    const settings = {
      delay: 0, // milliseconds that each piece waits, in order
      chunk: 0, // cut pieces into so many bytes
      refuse: false, // close new connections at once
      nonsense: 0, // share of the server's pieces that begin with a wrong byte
    };
    let stalled = false;

    const forward = (from, to) => {
      let tail = Promise.resolve();
      from.on('data', (data) => {
        const { delay, chunk, nonsense } = settings;
        if (nonsense && from === upstreamOf.get(to) && Math.random() < nonsense) data[0] = 0;
        const pieces = [];
        if (chunk) for (let i = 0; i < data.length; i += chunk) pieces.push(data.subarray(i, i + chunk));
        else pieces.push(data);
        tail = tail.then(async () => {
          if (delay) await new Promise((next) => setTimeout(next, delay));
          for (const piece of pieces) {
            if (!to.destroyed) to.write(piece);
            if (chunk) await new Promise((next) => setImmediate(next));
          }
        });
      });
      from.on('end', () => tail.then(() => to.end()));
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    };

    const server = net.createServer((client) => {
      if (settings.refuse) {
        client.destroy();
        return;
      }
      const upstream = net.connect(target.port, target.host);
      upstream.setNoDelay(true);
      client.setNoDelay(true);
      const pair = { client, upstream };
      upstreamOf.set(client, upstream);
      pairs.add(pair);
      client.on('close', () => pairs.delete(pair));
      forward(client, upstream);
      forward(upstream, client);
      if (stalled) {
        client.pause();
        upstream.pause();
      }
    });

    server.listen(0, '127.0.0.1', () =>
      done({
        port: server.address().port,
        settings,
        connections: () => pairs.size,

        /** Nothing passes any more, nothing is closed: a network that has gone silent. */
        stall: () => {
          stalled = true;
          pairs.forEach(({ client, upstream }) => [client, upstream].forEach((socket) => socket.pause()));
        },
        resume: () => {
          stalled = false;
          pairs.forEach(({ client, upstream }) => [client, upstream].forEach((socket) => socket.resume()));
        },

        /** Resets every connection. */
        cut: () => pairs.forEach(({ client, upstream }) => [client, upstream].forEach((socket) => socket.resetAndDestroy())),

        close: () =>
          new Promise((closed) => {
            pairs.forEach(({ client, upstream }) => [client, upstream].forEach((socket) => socket.destroy()));
            server.close(closed);
          }),
      }),
    );
  });
