// Accessibility of the gallery: node check/axe.mjs GALLERY_FOLDER. Fails on any finding.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { LOOKS, launch } from './browser.mjs';
import { serve } from './serve.mjs';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const server = await serve(process.argv[2]);
const browser = await launch();
let findings = 0;
for (const { name, width, theme } of LOOKS) {
  for (const page of ['index.html', 'plain.html', 'public.html']) {
    const tab = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: theme, bypassCSP: true });
    await tab.goto(`${server.url}/${page}`);
    // All of the page in sight, so that what is fixed to the screen covers nothing.
    const height = await tab.evaluate(() => document.documentElement.scrollHeight);
    await tab.setViewportSize({ width, height: height + 200 });
    await tab.evaluate(() => scrollTo(0, 0));
    await tab.evaluate(source);
    const { violations } = await tab.evaluate(() =>
      globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
    );
    for (const { id, impact, help, nodes } of violations) {
      findings += nodes.length;
      console.log(`${page} ${name}: ${impact} ${id}: ${help}`);
      nodes.slice(0, 4).forEach((node) => console.log(`    ${node.html.slice(0, 160)}\n    ${node.failureSummary?.split('\n')[1] ?? ''}`));
    }
    await tab.close();
  }
}
await browser.close();
server.close();
console.log(`${findings} findings`);
process.exit(findings > 0 ? 1 : 0);
