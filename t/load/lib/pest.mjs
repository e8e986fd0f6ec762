// Somebody who asks too much:
//
//     node pest.mjs '{ "port", "method", "path", "headers", "body", "rate", "from" }'
//
// asks `rate` times a second until it gets SIGTERM, and then tells the server's
// time (ms) of all answers by status. "{n}" in headers and body is a number of
// each request, counted from `from`, and "{network}" an address in a network by it.
import http from 'node:http';

const { port, method, path, headers, body, rate, from } = JSON.parse(process.argv[2]);
const agent = new http.Agent({ keepAlive: true, maxSockets: 128 });
const times = {};
const started = performance.now();
let asked = 0;

const fill = (value, n) => value.replace('{n}', n).replace('{network}', `11.${(n >> 8) & 255}.${n & 255}.1`);

const ask = (n) => {
  const filled = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value, n)]));
  const request = http.request({ host: '127.0.0.1', port, method, path, agent, headers: filled }, (answer) => {
    answer.resume();
    const total = /total;dur=([\d.]+)/.exec(answer.headers['server-timing']);
    (times[answer.statusCode] ??= []).push(Number(total[1]));
  });
  request.on('error', () => {});
  request.end(body && fill(body, n));
};

const timer = setInterval(() => {
  for (const due = ((performance.now() - started) * rate) / 1000; asked < due; asked++) ask(from + asked);
}, 5);

process.on('SIGTERM', () => {
  clearInterval(timer);
  process.stdout.write(JSON.stringify(times), () => process.exit(0));
});
