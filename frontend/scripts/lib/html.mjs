// Reads the tags of an exported page: name, attributes, and the raw text of
// scripts and styles. Enough for the well-formed markup that React writes.

const tagShape =
  /<!--[\s\S]*?-->|<([a-zA-Z][^\s/>]*)((?:\s+[^\s=/>]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/g;
const attributeShape = /([^\s=/>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const rawText = new Set(["script", "style", "title", "textarea"]);

const entities = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };
const unescape = (text) => text.replace(/&([#\w]+);/g, (whole, name) => entities[name] ?? whole);

/** All tags of a page in order: { name, attributes, text? }. */
export function* tagsOf(html) {
  tagShape.lastIndex = 0;
  for (let match; (match = tagShape.exec(html));) {
    if (match[1] === undefined) continue;
    const tag = { name: match[1].toLowerCase(), attributes: attributesOf(match[2]) };
    if (rawText.has(tag.name)) {
      const start = tagShape.lastIndex;
      const end = html.toLowerCase().indexOf(`</${tag.name}`, start);
      tag.text = html.slice(start, end < 0 ? html.length : end);
      tagShape.lastIndex = start + tag.text.length;
    }
    yield tag;
  }
}

function attributesOf(text) {
  const attributes = {};
  for (const [, name, double, single, bare] of text.matchAll(attributeShape)) {
    attributes[name.toLowerCase()] = unescape(double ?? single ?? bare ?? "");
  }
  return attributes;
}
