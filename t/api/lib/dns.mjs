// A name server that knows only what the test tells it: { 'mail.test': ['127.0.0.1'] }.
import { createSocket } from 'node:dgram';

const answer = (query, records) => {
  const labels = [];
  let at = 12;
  while (query[at]) {
    labels.push(query.toString('latin1', at + 1, at + 1 + query[at]));
    at += query[at] + 1;
  }
  const question = query.subarray(12, at + 5);
  const type = query.readUInt16BE(at + 1);
  const addresses = records[labels.join('.').toLowerCase()];
  const found = type === 1 ? (addresses ?? []) : [];
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(addresses ? 0x8180 : 0x8183, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(found.length, 6);
  const rows = found.map((address) => Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, ...address.split('.').map(Number)]));
  return Buffer.concat([header, question, ...rows]);
};

/** { port, queries, close }; `records` may be changed at any time. */
export const startDns = (records) =>
  new Promise((done) => {
    const socket = createSocket('udp4');
    const server = { queries: 0, close: () => new Promise((closed) => socket.close(closed)) };
    socket.on('message', (query, from) => {
      server.queries += 1;
      socket.send(answer(query, records), from.port, from.address);
    });
    socket.bind(0, '127.0.0.1', () => done(Object.assign(server, { port: socket.address().port })));
  });
