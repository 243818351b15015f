import { around, onClick, onContent } from './dom';

// Panels on one page: without script they stand one under another and the tabs are links to them.

function choose(tab: HTMLElement): void {
  const list = tab.closest('[data-tabs]');
  list?.querySelectorAll<HTMLAnchorElement>('[role=tab]').forEach((other) => {
    const chosen = other === tab;
    other.setAttribute('aria-selected', String(chosen));
    other.tabIndex = chosen ? 0 : -1;
    const panel = document.getElementById(other.hash.slice(1));
    if (panel) panel.hidden = !chosen;
  });
}

onContent((root) => {
  root.querySelectorAll<HTMLElement>('[data-tabs]:not([role])').forEach((list) => {
    list.setAttribute('role', 'tablist');
    const tabs = [...list.querySelectorAll<HTMLAnchorElement>('a')];
    for (const tab of tabs) {
      tab.setAttribute('role', 'tab');
      tab.parentElement?.setAttribute('role', 'presentation');
      const panel = document.getElementById(tab.hash.slice(1));
      panel?.setAttribute('role', 'tabpanel');
      panel?.setAttribute('aria-labelledby', tab.id);
      tab.setAttribute('aria-controls', tab.hash.slice(1));
    }
    const first = tabs.find((tab) => tab.hash === location.hash) ?? tabs[0];
    if (first) choose(first);
  });
});

onClick('[data-tabs] [role=tab]', (tab, event) => {
  event.preventDefault();
  choose(tab);
});

document.addEventListener('keydown', (event) => {
  const tab = around(event, '[data-tabs] [role=tab]');
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!tab || !step) return;
  const tabs = [...(tab.closest('[data-tabs]')?.querySelectorAll<HTMLElement>('[role=tab]') ?? [])];
  const next = tabs.at((tabs.indexOf(tab) + step) % tabs.length);
  if (!next) return;
  choose(next);
  next.focus();
});
