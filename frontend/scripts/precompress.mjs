// Writes .gz and .br beside every file of the export that gets smaller by it, so
// that the web server never compresses. Their time is that of the source.
import { readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";
import { filesOf, out } from "./lib/out.mjs";

const compressible = /\.(html|txt|js|css|svg|json|webmanifest|xml|map)$/;
const gzip = promisify(zlib.gzip);
const brotli = promisify(zlib.brotliCompress);

async function compress(path) {
  const file = join(out, path);
  const source = readFileSync(file);
  const { atime, mtime } = statSync(file);
  const made = {
    gz: await gzip(source, { level: 9 }),
    br: await brotli(source, {
      params: {
        [zlib.constants.BROTLI_PARAM_QUALITY]: 11,
        [zlib.constants.BROTLI_PARAM_SIZE_HINT]: source.length,
      },
    }),
  };
  for (const [ending, bytes] of Object.entries(made)) {
    if (bytes.length >= source.length) continue;
    writeFileSync(`${file}.${ending}`, bytes);
    utimesSync(`${file}.${ending}`, atime, mtime);
  }
  return { plain: source.length, gz: made.gz.length, br: made.br.length };
}

const total = { files: 0, plain: 0, gz: 0, br: 0 };
const queue = filesOf().filter((path) => compressible.test(path));
const work = async () => {
  for (let path; (path = queue.pop());) {
    const sizes = await compress(path);
    total.files += 1;
    for (const key of ["plain", "gz", "br"]) total[key] += sizes[key];
  }
};
await Promise.all([work(), work()]);

const kb = (bytes) => `${Math.round(bytes / 1000)} kB`;
console.log(`precompress: ${total.files} files, ${kb(total.plain)}, gzip ${kb(total.gz)}, brotli ${kb(total.br)}`);
