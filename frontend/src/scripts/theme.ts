import { onClick } from './dom';

const YEAR = 31_536_000;

/** The server reads the cookie, so that the next page comes in the right theme at once. */
onClick('[data-theme-toggle]', () => {
  const page = document.documentElement;
  const device = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const now = page.dataset.theme === 'auto' ? device : page.dataset.theme;
  const next = now === 'dark' ? 'light' : 'dark';
  page.dataset.theme = next;
  document.cookie = `theme=${next}; path=/; max-age=${YEAR}; samesite=lax`;
});
