import { chromium } from 'playwright-core';

/** The browser of the machine; CHROMIUM names another one. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
}

export const LOOKS = [
  { name: 'wide-light', width: 1280, theme: 'light' },
  { name: 'wide-dark', width: 1280, theme: 'dark' },
  { name: 'phone-light', width: 360, theme: 'light' },
  { name: 'phone-dark', width: 360, theme: 'dark' },
];
