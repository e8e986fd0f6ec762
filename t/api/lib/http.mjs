// One HTTP exchange, and a raw socket for what no proper client would send.
import http from 'node:http';
import net from 'node:net';
import { env } from './env.mjs';

/**
 * Connections that are kept alive, but not between reloads: a worker that leaves
 * closes its idle ones, and a request on the way to one of them is lost.
 */
export const newAgent = () =>
  env.hup ? new http.Agent({ keepAlive: false }) : new http.Agent({ keepAlive: true, maxSockets: 64 });

const common = newAgent();

const closed = (error) => error.reused && error.code === 'ECONNRESET';

/**
 * Sends the request, without an agent on a connection of its own; { status, headers,
 * setCookie, text, body } where body is parsed JSON or undefined. A worker that leaves
 * closes connections that were kept: a GET on one of them goes out again, as in any
 * browser (RFC 9110, 9.2.2).
 */
export const exchange = (port, request) =>
  once(port, request).catch((error) => {
    if (!closed(error) || (request.method ?? 'GET') !== 'GET') throw error;
    return once(port, { ...request, agent: false });
  });

const once = (port, { method = 'GET', path, headers = {}, body, agent = common, timeout = 30000, onRequest }) =>
  new Promise((done, fail) => {
    const request = http.request({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', fail);
      response.on('aborted', () => fail(new Error(`${method} ${path}: answer cut short`)));
      response.on('end', () => {
        const raw = Buffer.concat(chunks);
        const text = raw.toString('utf8');
        const type = response.headers['content-type'] || '';
        let parsed;
        if (text && /json/.test(type)) {
          try {
            parsed = JSON.parse(text);
          } catch (error) {
            fail(new Error(`${method} ${path}: ${response.statusCode} with broken JSON (${error.message}): ${text}`));
            return;
          }
        }
        done({
          status: response.statusCode,
          headers: response.headers,
          setCookie: response.headers['set-cookie'] || [],
          text,
          raw,
          body: parsed,
        });
      });
    });
    request.setTimeout(timeout, () => request.destroy(new Error(`${method} ${path}: no answer in ${timeout} ms`)));
    request.on('error', (error) => fail(Object.assign(error, { reused: request.reusedSocket })));
    if (onRequest) onRequest(request);
    if (body !== undefined) request.write(body);
    request.end();
  });

/**
 * Writes the parts (strings, buffers, or numbers = milliseconds to wait) and
 * reads until the server closes or `until` matches; { text, status, closed, ms }.
 */
export const raw = (port, parts, { timeout = 10000, until, halfClose = false } = {}) =>
  new Promise((done, fail) => {
    const started = Date.now();
    const socket = net.connect(port, '127.0.0.1');
    let text = '';
    let finished = false;

    const finish = (closed) => {
      if (finished) return;
      finished = true;
      clearTimeout(timer);
      socket.destroy();
      const match = /^HTTP\/1\.[01] (\d{3})/.exec(text);
      done({ text, status: match ? Number(match[1]) : 0, closed, ms: Date.now() - started });
    };

    const timer = setTimeout(() => finish(false), timeout);
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      text += chunk;
      if (until && until.test(text)) finish(false);
    });
    socket.on('end', () => finish(true));
    socket.on('close', () => finish(true));
    socket.on('error', (error) => (error.code === 'ECONNREFUSED' ? fail(error) : finish(true)));
    socket.on('connect', async () => {
      for (const part of [].concat(parts)) {
        if (finished) return;
        if (typeof part === 'number') await new Promise((next) => setTimeout(next, part));
        else socket.write(part);
      }
      if (halfClose) socket.end();
    });
  });
