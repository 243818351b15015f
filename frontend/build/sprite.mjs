// The icon sprite: every icon that the sources name, and those listed in icons.txt.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const NAMED = /(?:\bIcon::new|\bicon|\bIconButton::new|\bEmptyState::new|\bNavItem::new|\bBrand::new|\bMenuItem::new|\bFileCard::new)\(\s*((?:"[^"]*"\s*,?\s*)*)/g;
const LINKED = /\.link\(\s*"([a-z0-9-]+)"\s*,/g;

/** Names of the icons that the Rust and HTML sources under `folder` mention. */
async function namesIn(folder, known) {
  const names = new Set();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(rs|html)$/.test(entry.name)) continue;
    const text = await readFile(join(entry.parentPath ?? entry.path, entry.name), 'utf8');
    for (const match of text.matchAll(NAMED)) {
      for (const [, name] of match[1].matchAll(/"([a-z0-9-]+)"/g)) names.add(name);
    }
    for (const [, name] of text.matchAll(LINKED)) names.add(name);
  }
  return [...names].filter((name) => known.has(name));
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
