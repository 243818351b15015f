// Builds dist/: styles, scripts, fonts and the icon sprite, each under a name that carries the hash of its content,
// the list of names in manifest.json, and a brotli copy of what compresses well.

import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import { build } from 'esbuild';
import { compile } from 'sass';

import { sprite } from './sprite.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const manifest = {};
const sizes = [];

/** Writes `content` as `name` with its hash, and returns the hashed name. */
async function emit(name, content) {
  const bytes = Buffer.from(content);
  const hash = createHash('sha256').update(bytes).digest('base64url').replace(/[-_]/g, '').slice(0, 10);
  const extension = extname(name);
  const hashed = `${name.slice(0, -extension.length)}.${hash}${extension}`;
  await writeFile(join(dist, hashed), bytes);
  if (!['.woff2', '.ttf'].includes(extension)) {
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
    await writeFile(join(dist, `${hashed}.br`), brotliCompressSync(bytes, quality));
    sizes.push({ name, bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length });
  } else {
    sizes.push({ name, bytes: bytes.length, gzip: bytes.length });
  }
  manifest[name] = hashed;
  return hashed;
}

async function fonts() {
  const files = join(root, 'node_modules/@fontsource/be-vietnam-pro/files');
  for (const subset of ['vietnamese', 'latin']) {
    for (const weight of [400, 500, 600, 700]) {
      const name = `be-vietnam-pro-${subset}-${weight}`;
      await emit(`${name}.woff2`, await readFile(join(files, `${name}-normal.woff2`)));
    }
  }
}

/** The fonts of PDF files; no browser loads them. */
async function documentFonts() {
  const folder = join(root, 'node_modules/@expo-google-fonts/tinos');
  const styles = { regular: '400Regular', italic: '400Regular_Italic', bold: '700Bold', 'bold-italic': '700Bold_Italic' };
  for (const [name, style] of Object.entries(styles)) {
    await emit(`tinos-${name}.ttf`, await readFile(join(folder, style, `Tinos_${style}.ttf`)));
  }
}

/** Compiles a style sheet; `url(asset:name)` becomes the hashed name, which lies beside it. */
async function styles(name) {
  const { css } = compile(join(root, `src/styles/${name}.scss`), {
    loadPaths: [join(root, 'node_modules'), join(root, '../crates/ui/src')],
    style: 'compressed',
    quietDeps: true,
  });
  const linked = css.replace(/url\(["']?asset:([^"')]+)["']?\)/g, (_, asset) => {
    if (!manifest[asset]) throw new Error(`${name}.scss names ${asset}, which is not built`);
    return `url(${manifest[asset]})`;
  });
  await emit(`${name}.css`, linked);
}

async function scripts() {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/scripts/app.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
  });
  await emit('app.js', outputFiles[0].contents);
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await emit('favicon.svg', await readFile(join(root, 'src/favicon.svg')));
await emit('icons.svg', await sprite(root));
await fonts();
await documentFonts();
await styles('app');
await scripts();
await writeFile(join(dist, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);

const limits = { 'app.css': 45_000, 'app.js': 35_000 };
for (const { name, bytes, gzip } of sizes) {
  console.log(`${name.padEnd(40)} ${String(bytes).padStart(8)} bytes ${String(gzip).padStart(7)} compressed`);
  if (gzip > (limits[name] ?? Infinity)) throw new Error(`${name} is over its limit of ${limits[name]} bytes compressed`);
}
