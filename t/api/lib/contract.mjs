// The contract as the judge of every answer: the status must be declared for
// the operation, the content type too, and the body must match its schema.
import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const methods = ['get', 'put', 'post', 'patch', 'delete'];
const escape = (part) => part.replaceAll('~', '~0').replaceAll('/', '~1');

const pathPattern = (template) =>
  new RegExp(
    `^${template
      .split('/')
      .map((part) => (part.startsWith('{') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
      .join('/')}$`,
  );

export class Contract {
  constructor(file) {
    this.document = JSON.parse(readFileSync(file, 'utf8'));
    this.base = new URL(this.document.servers?.[0]?.url ?? '/api/v1', 'http://host').pathname.replace(/\/$/, '');
    this.ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
    addFormats(this.ajv);
    this.ajv.addSchema({ ...this.document, $id: 'contract' });
    this.validators = new Map();

    this.operations = Object.entries(this.document.paths).flatMap(([path, item]) =>
      methods
        .filter((method) => item[method])
        .map((method) => ({
          id: item[method].operationId,
          method: method.toUpperCase(),
          path,
          pattern: pathPattern(path),
          literal: path.split('/').filter((part) => !part.startsWith('{')).length,
          pointer: `/paths/${escape(path)}/${method}`,
          parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])].map((p) => this.resolve(p).node),
          extension: item[method]['x-smartstack'] ?? {},
          spec: item[method],
        })),
    );
    // Literal segments win over parameters, as in the module's trie.
    this.operations.sort((a, b) => b.literal - a.literal);
  }

  /** Follows $ref inside the document; the node and its JSON pointer. */
  resolve(node, pointer = '') {
    let at = { node, pointer };
    while (at.node?.$ref) {
      const target = at.node.$ref.replace(/^#/, '');
      const found = target
        .split('/')
        .slice(1)
        .reduce((value, part) => value?.[part.replaceAll('~1', '/').replaceAll('~0', '~')], this.document);
      assert.ok(found, `the contract has no ${at.node.$ref}`);
      at = { node: found, pointer: target };
    }
    return at;
  }

  find(method, path) {
    const [bare] = path.split('?');
    if (!bare.startsWith(`${this.base}/`)) return undefined;
    const local = bare.slice(this.base.length);
    return this.operations.find((op) => op.method === method && op.pattern.test(local));
  }

  operation(id) {
    const found = this.operations.find((op) => op.id === id);
    assert.ok(found, `the contract has no operation ${id}`);
    return found;
  }

  validator(pointer) {
    if (!this.validators.has(pointer)) {
      const uri = encodeURI(pointer).replaceAll('#', '%23');
      this.validators.set(pointer, this.ajv.compile({ $ref: `contract#${uri}` }));
    }
    return this.validators.get(pointer);
  }

  /** Throws when the answer is not what the contract declares. */
  check(method, path, answer) {
    const operation = this.find(method, path);
    if (!operation) {
      this.checkProblem(method, path, answer);
      return;
    }
    const where = `${method} ${path} (${operation.id}) answered ${answer.status}`;
    const responses = operation.spec.responses;
    const key = [String(answer.status), `${String(answer.status)[0]}XX`, 'default'].find((k) => responses[k]);
    assert.ok(key, `${where}, which the contract does not declare: ${answer.text.slice(0, 500)}`);

    const response = this.resolve(responses[key], `${operation.pointer}/responses/${key}`);
    const content = response.node.content;
    if (!content || answer.status === 304 || answer.status === 204) {
      assert.equal(answer.text, '', `${where} with a body: ${answer.text.slice(0, 500)}`);
      return;
    }
    const type = (answer.headers['content-type'] ?? '').split(';')[0].trim();
    assert.ok(content[type], `${where} as "${type}", declared: ${Object.keys(content).join(', ')}`);

    if (content[type].schema && answer.body !== undefined) {
      const validate = this.validator(`${response.pointer}/content/${escape(type)}/schema`);
      if (!validate(answer.body)) {
        const faults = validate.errors.slice(0, 5).map((e) => `${e.instancePath || '/'} ${e.message}`);
        assert.fail(`${where}, body against the contract: ${faults.join('; ')}\n${answer.text.slice(0, 2000)}`);
      }
    }
  }

  /** Paths outside the contract can only be refused, as problem+json. */
  checkProblem(method, path, answer) {
    if (!path.startsWith(`${this.base}/`) || answer.status < 400 || method === 'HEAD') return;
    const type = (answer.headers['content-type'] ?? '').split(';')[0].trim();
    assert.equal(type, 'application/problem+json', `${method} ${path}: ${answer.status} as "${type}"`);
    for (const member of ['type', 'title', 'status', 'code']) {
      assert.ok(member in answer.body, `${method} ${path}: problem without "${member}": ${answer.text}`);
    }
    assert.equal(answer.body.status, answer.status);
  }
}
