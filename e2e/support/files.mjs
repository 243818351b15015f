// What is inside the files that the program hands out.
import assert from "node:assert/strict";
import { inflateRawSync } from "node:zlib";

/** The parts of a zip archive (docx, xlsx) as text, by name. */
export function parts(bytes) {
  const end = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1");
  assert.ok(end >= 0, "the archive has a directory");
  const found = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const start = bytes.readUInt32LE(at + 42);
    const data = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const packed = bytes.subarray(data, data + size);
    const text = (method === 0 ? packed : inflateRawSync(packed)).toString("utf8");
    found.set(bytes.toString("utf8", at + 46, at + 46 + name), text);
    at += 46 + name + extra + comment;
  }
  return found;
}

/** What stands in a Word file. */
export function wordsOf(bytes) {
  const document = parts(bytes).get("word/document.xml");
  assert.ok(document, "a Word file has a document");
  return document.replaceAll(/<\/w:p>/g, "\n").replaceAll(/<[^>]+>/g, "");
}

/** Fails unless this is a whole PDF. */
export function assertPdf(bytes) {
  assert.equal(bytes.toString("latin1", 0, 5), "%PDF-");
  assert.match(bytes.toString("latin1", bytes.length - 16), /%%EOF\s*$/);
}
