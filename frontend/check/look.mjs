// Pictures of the gallery, cut into pieces that can be read: node check/look.mjs GALLERY_FOLDER PICTURE_FOLDER [page.html]

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { LOOKS, launch } from './browser.mjs';
import { serve } from './serve.mjs';

const PIECE = 1500;
const [folder, pictures, page = 'index.html'] = process.argv.slice(2);
await mkdir(pictures, { recursive: true });
const server = await serve(folder);
const browser = await launch();
for (const { name, width, theme } of LOOKS) {
  const tab = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: theme });
  tab.on('console', (message) => message.type() === 'error' && console.error(`${name}: ${message.text()}`));
  tab.on('pageerror', (error) => console.error(`${name}: ${error}`));
  await tab.goto(`${server.url}/${page}`);
  const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (overflow > 0) console.error(`${name}: ${overflow} px wider than the screen`);
  const height = await tab.evaluate(() => document.documentElement.scrollHeight);
  await tab.setViewportSize({ width, height });
  await tab.evaluate(() => scrollTo(0, 0));
  for (let y = 0, piece = 1; y < height; y += PIECE, piece += 1) {
    const clip = { x: 0, y, width, height: Math.min(PIECE, height - y) };
    await tab.screenshot({ path: join(pictures, `${page.replace('.html', '')}-${name}-${piece}.png`), clip });
  }
  await tab.close();
}
await browser.close();
server.close();
