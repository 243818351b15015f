// The icon sprite: every icon that the sources name, and those listed in icons.txt.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

// The first word in quotes is the icon; of a brand it is the second.
const CERTAIN = /\b(?:Icon|IconButton|EmptyState|NavItem)::new\(\s*"([^"]*)"|\bBrand::new\(\s*"[^"]*",\s*"([^"]*)"/g;
const LIKELY = /\b(?:(?:icon|link|post)\(\s*|icon:\s*)"([a-z0-9-]+)"/g;

/** Names of the icons that the Rust and HTML sources under `folder` mention. */
async function namesIn(folder, known) {
  const names = new Set();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(rs|html)$/.test(entry.name)) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const text = (await readFile(path, 'utf8')).replace(/^\s*\/\/.*$/gm, '');
    for (const [, first, second] of text.matchAll(CERTAIN)) {
      const name = first ?? second;
      if (!known.has(name)) throw new Error(`${path}: no icon is called ${name}; see the names at tabler.io/icons`);
      names.add(name);
    }
    for (const [, name] of text.matchAll(LIKELY)) {
      if (known.has(name)) names.add(name);
    }
  }
  return names;
}

/** One SVG with a symbol per icon. */
export async function sprite(root) {
  const icons = join(root, 'node_modules/@tabler/icons/icons/outline');
  const known = new Set((await readdir(icons)).map((file) => file.replace(/\.svg$/, '')));
  const lines = (await readFile(join(root, 'icons.txt'), 'utf8')).split('\n');
  const listed = lines.map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
  const unknown = listed.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`icons.txt: no such icons: ${unknown.join(', ')}`);

  const names = [...new Set([...listed, ...(await namesIn(join(root, '../crates'), known))])].sort();
  const symbols = await Promise.all(
    names.map(async (name) => {
      const svg = await readFile(join(icons, `${name}.svg`), 'utf8');
      const body = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'));
      const drawn = body.replace(/<path stroke="none"[^>]*\/>/g, '').replace(/\s*\n\s*/g, '');
      return `<symbol id="${name}" viewBox="0 0 24 24">${drawn}</symbol>`;
    }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`;
}
